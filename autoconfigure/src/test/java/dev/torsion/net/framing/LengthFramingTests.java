package dev.torsion.net.framing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LengthFraming}.
 */
class LengthFramingTests {

	private final List<String> seen = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void seesTheSameFramesWhereverTheyAreSplit(int prefix) {
		ByteBuf frames = Unpooled.buffer();
		LengthFraming writing = framing(prefix);
		for (String text : List.of("first", "", "second frame", "x")) {
			ByteBuf frame = writing.frame(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
			frames.writeBytes(frame);
			frame.release();
		}
		byte[] input = ByteBufUtil.getBytes(frames);
		for (int split = 0; split <= input.length; split++) {
			this.seen.clear();
			LengthFraming framing = framing(prefix);
			feed(framing, Unpooled.wrappedBuffer(input, 0, split));
			feed(framing, Unpooled.wrappedBuffer(input, split, input.length - split));
			assertThat(this.seen).as("split at %d", split).containsExactly("first", "", "second frame", "x");
		}
		this.seen.clear();
		LengthFraming framing = framing(prefix);
		for (byte b : input) {
			feed(framing, Unpooled.wrappedBuffer(new byte[] { b }));
		}
		assertThat(this.seen).containsExactly("first", "", "second frame", "x");
	}

	@Test
	void refusesAnAnnouncedLengthBeforeAllocating() {
		LengthFraming framing = framing(4);
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> feed(framing, Unpooled.wrappedBuffer(new byte[] { -1, -1, -1, -1 })))
			.withMessage("A frame of 4294967295 bytes, more than 100");
		LengthFraming split = framing(4);
		feed(split, Unpooled.wrappedBuffer(new byte[] { -1, -1 }));
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> feed(split, Unpooled.wrappedBuffer(new byte[] { -1, -1 })));
	}

	@Test
	void refusesALimitThatNoBufferCouldHold() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LengthFraming(4, Integer.MAX_VALUE, (frame) -> Mono.empty()));
	}

	@Test
	void refusesToWriteAFrameThatDoesNotFitItsPrefix() {
		assertThatIllegalArgumentException().isThrownBy(() -> framing(1).frame(Unpooled.buffer().writeZero(256)))
			.withMessage("256 bytes do not fit a prefix of 1");
	}

	private LengthFraming framing(int prefix) {
		return new LengthFraming(prefix, 100, (frame) -> {
			this.seen.add(frame.toString(StandardCharsets.US_ASCII));
			return Mono.empty();
		});
	}

	private static void feed(LengthFraming framing, ByteBuf bytes) {
		while (bytes.isReadable()) {
			int before = bytes.readerIndex();
			framing.received(bytes).block();
			assertThat(bytes.readerIndex()).as("consumes something").isGreaterThan(before);
		}
	}

}

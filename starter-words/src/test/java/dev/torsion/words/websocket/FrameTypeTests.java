package dev.torsion.words.websocket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrameType}.
 */
class FrameTypeTests {

	@Test
	void goesByTheNameOfTheSubprotocol() {
		assertThat(FrameType.of(null)).isEqualTo(FrameType.TEXT);
		assertThat(FrameType.of("text.ircv3.net")).isEqualTo(FrameType.TEXT);
		assertThat(FrameType.of("binary.ircv3.net")).isEqualTo(FrameType.BINARY);
	}

	@Test
	void takesLinesApart() {
		assertThat(split(FrameType.TEXT, "one")).containsExactly("one");
		assertThat(split(FrameType.TEXT, "one\r\n")).containsExactly("one");
		assertThat(split(FrameType.TEXT, "one\ntwo\r\n\r\n\nthree\r")).containsExactly("one", "two", "three");
		assertThat(split(FrameType.BINARY, "o\rne\r\r\n\u00ff")).containsExactly("o\rne\r", "\u00ff");
		assertThat(split(FrameType.TEXT, "")).isEmpty();
		assertThat(split(FrameType.TEXT, "\r\n\n")).isEmpty();
	}

	@Test
	void sharesTheBytesOfALineThatIsText() {
		ByteBuf line = ByteBufAllocator.DEFAULT.buffer().writeBytes("one\r\n".getBytes(StandardCharsets.US_ASCII));
		List<ByteBuf> frames = new ArrayList<>();
		FrameType.TEXT.split(line.retainedDuplicate(), frames::add);
		FrameType.TEXT.split(line.retainedDuplicate(), frames::add);
		assertThat(frames).allMatch((frame) -> frame.memoryAddress() == line.memoryAddress());
		frames.forEach(ByteBuf::release);
		assertThat(line.refCnt()).isOne();
		assertThat(line.toString(StandardCharsets.US_ASCII)).isEqualTo("one\r\n");
		line.release();
	}

	private static List<String> split(FrameType type, String text) {
		ByteBuf lines = ByteBufAllocator.DEFAULT.buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
		List<String> frames = new ArrayList<>();
		type.split(lines, (frame) -> {
			frames.add(frame.toString(StandardCharsets.ISO_8859_1));
			frame.release();
		});
		assertThat(lines.refCnt()).isZero();
		return frames;
	}

}

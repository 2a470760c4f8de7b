package dev.torsion.conch.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.SshExitException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Lines}.
 */
class LinesTests {

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void isTheSameWhereverBytesAreSplit() {
		byte[] whole = "ä\r\n\nbé\nlast".getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i <= whole.length; i++) {
			Flux<ByteBuffer> input = Flux.just(ByteBuffer.wrap(whole, 0, i),
					ByteBuffer.wrap(whole, i, whole.length - i));
			assertThat(Lines.of(input).collectList().block()).isEqualTo(List.of("ä", "", "bé", "last"));
		}
	}

	@Test
	void hasNoLastLineBehindALineFeed() {
		assertThat(Lines.of(Flux.just(bytes("a\n"))).collectList().block()).containsExactly("a");
	}

	@Test
	void refusesLinesWithoutEnd() {
		Flux<String> lines = Lines.of(Flux.just(bytes("x".repeat(65_536)), bytes("x\n")));
		assertThatExceptionOfType(SshExitException.class).isThrownBy(lines::blockLast);
	}

	@Test
	void asksForNoMoreThanItIsAskedFor() {
		AtomicInteger read = new AtomicInteger();
		Flux<ByteBuffer> input = Flux.range(0, 100).map((i) -> bytes("a\nb\n")).doOnNext((i) -> read.incrementAndGet());
		assertThat(Lines.of(input).limitRate(1).take(3).collectList().block()).containsExactly("a", "b", "a");
		assertThat(read).hasValueLessThanOrEqualTo(3);
	}

}

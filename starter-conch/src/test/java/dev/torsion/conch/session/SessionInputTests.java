package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.conch.SshInput;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class SessionInputTests {

	private static final int WINDOW = 64 * 1024;

	private final List<Integer> adjustments = new ArrayList<>();

	private final SessionInput input = new SessionInput(WINDOW, this.adjustments::add);

	private static ByteBuffer bytes(int size) {
		return ByteBuffer.allocate(size);
	}

	private static ByteBuffer text(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void asksForMoreWhenAQuarterOfTheWindowWasProcessed() {
		this.input.received(bytes(WINDOW));
		this.input.release(WINDOW / 8);
		this.input.release(WINDOW / 8 - 1);
		assertThat(this.adjustments).isEmpty();
		this.input.release(1);
		assertThat(this.adjustments).containsExactly(WINDOW / 4);
	}

	@Test
	void takesNoMoreThanTheWindow() {
		assertThat(this.input.received(bytes(WINDOW))).isTrue();
		assertThat(this.input.received(bytes(1))).isFalse();
	}

	@Test
	void takesAsMuchAgainAsWasReleased() {
		this.input.received(bytes(WINDOW));
		this.input.release(WINDOW / 2);
		assertThat(this.input.received(bytes(WINDOW / 2))).isTrue();
		assertThat(this.input.received(bytes(1))).isFalse();
	}

	@Test
	void keepsWhatComesBeforeItIsReadInLittleMemory() {
		HeldInput held = new HeldInput();
		for (int i = 0; i < 10_000; i++) {
			held.add(bytes(1));
		}
		int buffers = 0;
		int size = 0;
		for (ByteBuffer next = held.poll(); next != null; next = held.poll()) {
			buffers++;
			size += next.remaining();
		}
		assertThat(size).isEqualTo(10_000);
		assertThat(buffers).isEqualTo(20);
	}

	@Test
	void givesASubscriberWhatItAsksForAndReleasesThat() {
		this.input.received(bytes(WINDOW / 2));
		StepVerifier.create(this.input.flux(), 0).thenRequest(1).consumeNextWith((next) -> {
			assertThat(next.remaining()).isEqualTo(WINDOW / 2);
			assertThat(this.adjustments).isEmpty();
		}).then(() -> {
			assertThat(this.adjustments).containsExactly(WINDOW / 2);
			this.input.received(text("more"));
			this.input.ended();
		}).thenRequest(1).consumeNextWith((next) -> assertThat(next).isEqualTo(text("more"))).verifyComplete();
	}

	@Test
	void hasOneReader() {
		this.input.flux().subscribe();
		StepVerifier.create(this.input.flux()).verifyError(IllegalStateException.class);
	}

	@Test
	void handsBytesOverWithoutACopy() {
		List<ByteBuffer> got = new ArrayList<>();
		this.input.readTo(new SshInput() {

			@Override
			public void received(ByteBuffer bytes) {
				got.add(bytes);
			}

			@Override
			public void ended() {
				got.add(text("end"));
			}

		});
		ByteBuffer sent = text("hello");
		this.input.received(sent);
		this.input.ended();
		this.input.ended();
		assertThat(got).hasSize(2).first().isSameAs(sent);
	}

	@Test
	void dropsWhatComesAfterTheEnd() {
		this.input.ended();
		assertThat(this.input.received(text("late"))).isTrue();
		StepVerifier.create(this.input.flux()).verifyComplete();
	}

}

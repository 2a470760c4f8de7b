package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class SessionOutputTests {

	private final List<String> sent = new ArrayList<>();

	private final Queue<Runnable> inFlight = new ArrayDeque<>();

	private final SessionOutput output = new SessionOutput((errors, bytes, length, written) -> {
		byte[] packet = new byte[length];
		bytes.get(packet);
		this.sent.add((errors ? "!" : "") + new String(packet));
		this.inFlight.add(written);
	}, new VirtualEventLoop().scheduler(), 10);

	private Mono<Void> write(String text) {
		return this.output.write(ByteBuffer.wrap(text.getBytes()), false);
	}

	@Test
	void cutsIntoPacketsWithinTheWindow() {
		this.output.opened(7, 3);
		Mono<Void> written = write("abcdefghij");
		assertThat(this.sent).containsExactly("abc", "def", "g");
		StepVerifier.create(written).expectSubscription().then(() -> this.output.opened(3)).verifyComplete();
		assertThat(this.sent).containsExactly("abc", "def", "g", "hij");
	}

	@Test
	void keepsTheOrderOfOutputAndErrors() {
		this.output.opened(1, 10);
		write("ab");
		this.output.write(ByteBuffer.wrap("cd".getBytes()), true);
		write("ef");
		this.output.opened(100);
		assertThat(this.sent).containsExactly("a", "b", "!cd", "ef");
	}

	@Test
	void failsWhenTooMuchWaits() {
		this.output.opened(0, 10);
		write("123456");
		StepVerifier.create(write("78901")).verifyErrorMessage("More than 10 bytes wait for the peer to read");
		write("7890");
		this.output.opened(100);
		assertThat(this.sent).containsExactly("123456", "7890");
	}

	@Test
	void sendsNothingWhenClosedAndSaysSo() {
		this.output.opened(1, 10);
		Mono<Void> waiting = write("ab");
		this.output.close("Gone");
		StepVerifier.create(waiting).verifyErrorMessage("Gone");
		StepVerifier.create(write("cd")).verifyErrorMessage("Gone");
		this.output.opened(100);
		assertThat(this.sent).containsExactly("a");
	}

	@Test
	void believesNoWindowOfMoreThanThereCanBe() {
		this.output.opened(0xFFFF_FFFFL, 10);
		assertThat(this.output.opened(1)).isFalse();
	}

	@Test
	void sendsNoMoreThanTheConnectionTakesHoweverLargeTheWindow() {
		this.output.opened(1L << 31, 1 << 16);
		Mono<Void> written = this.output.write(ByteBuffer.allocate(10 << 20), false);
		assertThat(this.sent).hasSize(4);
		StepVerifier.create(written).expectSubscription().then(() -> {
			while (!this.inFlight.isEmpty()) {
				this.inFlight.remove().run();
				assertThat(this.inFlight).hasSizeLessThanOrEqualTo(4);
			}
		}).verifyComplete();
		assertThat(this.sent).hasSize(160);
		assertThat(this.output.sent()).isEqualTo(10 << 20);
	}

	@Test
	void countsWhatLittlePacketsTakeBesidesTheirBytes() {
		this.output.opened(1L << 31, 1 << 16);
		for (int i = 0; i < 1000; i++) {
			this.output.write(ByteBuffer.allocate(1), false);
		}
		assertThat(this.sent).hasSizeLessThanOrEqualTo(512);
	}

}

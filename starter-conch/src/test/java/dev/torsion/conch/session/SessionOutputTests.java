package dev.torsion.conch.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class SessionOutputTests {

	private final List<String> sent = new ArrayList<>();

	private final Queue<Consumer<Boolean>> inFlight = new ArrayDeque<>();

	private final SessionOutput output = output(new VirtualEventLoop().scheduler());

	private SessionOutput output(Scheduler scheduler) {
		return new SessionOutput((errors, bytes, length, written) -> {
			byte[] packet = new byte[length];
			bytes.get(packet);
			this.sent.add((errors ? "!" : "") + new String(packet));
			this.inFlight.add(written);
		}, scheduler, 10);
	}

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
				this.inFlight.remove().accept(true);
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

	/** Of a program that writes for ever to who takes everything. */
	@Test
	void letsTheConnectionDoSomethingElseInBetween() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		SessionOutput slow = output(Schedulers.fromExecutor(tasks::add));
		slow.opened(1L << 31, 1 << 16);
		Flux.range(0, 100).concatMap((i) -> slow.write(ByteBuffer.allocate(1), false)).subscribe();
		tasks.remove().run();
		assertThat(this.sent).hasSizeLessThan(50);
		while (!tasks.isEmpty()) {
			tasks.remove().run();
		}
		assertThat(this.sent).hasSize(100);
	}

	@Test
	void sendsNothingMoreWhenAPacketCouldNotBeWritten() {
		this.output.opened(100, 10);
		write("ab");
		this.inFlight.remove().accept(false);
		StepVerifier.create(write("cd")).verifyErrorMessage("The connection is closed");
		assertThat(this.sent).containsExactly("ab");
	}

}

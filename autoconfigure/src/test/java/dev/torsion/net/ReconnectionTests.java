package dev.torsion.net;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import dev.torsion.net.test.VirtualEventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Reconnection} and {@link Backoff}, in virtual time.
 */
class ReconnectionTests {

	private final VirtualEventLoop time = new VirtualEventLoop();

	private final List<Long> attempts = new ArrayList<>();

	private long seconds;

	private int cancelled;

	private @Nullable Connection connection;

	private Mono<Opened<Silent>> outcome = Mono.error(new ConnectException("no"));

	private final Reconnection<Silent> reconnection = new Reconnection<>("test", Mono.defer(() -> {
		this.attempts.add(this.seconds);
		return this.outcome.doOnCancel(() -> this.cancelled++);
	}), new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8)), this.time, () -> 1);

	@Test
	void triesEverLessOften() {
		this.reconnection.start();
		pass(40);
		assertThat(this.attempts).containsExactly(0L, 1L, 3L, 7L, 15L, 23L, 31L, 39L);
	}

	@Test
	void connectsAgainSoonAfterAConnectionThatHasLasted() {
		this.reconnection.start();
		pass(6);
		this.outcome = connected();
		pass(1);
		assertThat(this.attempts).containsExactly(0L, 1L, 3L, 7L);
		pass(8);
		lose();
		pass(1);
		assertThat(this.attempts).endsWith(7L, 16L);
	}

	@Test
	void doesNotTakeAConnectionThatEndsAtOnceForASuccess() {
		this.outcome = connected();
		this.reconnection.start();
		for (int i = 0; i < 20; i++) {
			lose();
			pass(1);
		}
		assertThat(this.attempts).containsExactly(0L, 1L, 3L, 7L, 15L);
	}

	@Test
	void givesTheConversationOfNowOrTheNextOne() {
		List<Silent> given = new ArrayList<>();
		this.reconnection.start();
		this.reconnection.connected().subscribe(given::add);
		assertThat(given).isEmpty();
		this.outcome = connected();
		pass(1);
		assertThat(given).hasSize(1);
		this.reconnection.connected().subscribe(given::add);
		assertThat(given).hasSize(2);
		assertThat(given.get(0)).isSameAs(given.get(1));
		lose();
		this.reconnection.connected().subscribe(given::add);
		assertThat(given).hasSize(2);
		pass(2);
		assertThat(given).hasSize(3);
		assertThat(given.get(2)).isNotSameAs(given.get(1));
	}

	@Test
	void stopsAnAttemptATimerAndWhoWaits() {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		this.outcome = Sinks.<Opened<Silent>>one().asMono();
		this.reconnection.start();
		this.reconnection.connected().subscribe(null, failure::set);
		this.reconnection.stop();
		assertThat(this.cancelled).isOne();
		assertThat(failure.get()).isInstanceOf(CancellationException.class).hasMessage("'test' has been stopped");
		this.outcome = Mono.error(new ConnectException("no"));
		this.reconnection.start();
		this.reconnection.stop();
		pass(100);
		assertThat(this.attempts).hasSize(2);
		assertThat(this.reconnection.isRunning()).isFalse();
	}

	@Test
	void leavesTheConnectionToSayGoodbyeWhenStopped() {
		this.outcome = connected();
		this.reconnection.start();
		this.reconnection.stop();
		assertThat(this.connection).isNotNull().matches((it) -> !it.ended().isDone());
		lose();
		pass(100);
		assertThat(this.attempts).hasSize(1);
	}

	@Test
	void startsOnce() {
		this.reconnection.start();
		this.reconnection.start();
		assertThat(this.attempts).hasSize(1);
	}

	@Test
	void waitsAtLeastHalfTheTimeAndNeverTooLong() {
		Backoff backoff = Backoff.ofDefaults();
		assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofMillis(500));
		assertThat(backoff.delay(1, 1)).isEqualTo(Duration.ofSeconds(1));
		assertThat(backoff.delay(4, 0.5)).isEqualTo(Duration.ofSeconds(6));
		assertThat(backoff.delay(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void refusesTimesThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
	}

	private Mono<Opened<Silent>> connected() {
		return Mono.fromCallable(() -> {
			this.connection = new Connection(new EmbeddedChannel(), new Traffic());
			return new Opened<>(new Silent(), this.connection);
		});
	}

	private void lose() {
		if (this.connection != null) {
			this.connection.ended().complete(null);
		}
	}

	private void pass(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.seconds++;
			this.time.advance(Duration.ofSeconds(1));
		}
	}

	private static final class Silent implements Protocol {

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return Mono.empty();
		}

	}

}

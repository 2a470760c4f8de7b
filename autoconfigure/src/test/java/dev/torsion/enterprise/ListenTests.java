package dev.torsion.enterprise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Database#listen}.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Interop({ "postgres", "initdb" })
class ListenTests {

	private static final String CHANNEL = "odd \"; select 1; -- Näme";

	private final DatabaseFixture fixture = new DatabaseFixture();

	private final PostgresServer server = PostgresServer.create();

	private R2dbcDatabase database;

	@BeforeAll
	void open() {
		this.database = this.fixture.open(this.server.url());
	}

	@AfterAll
	void close() {
		this.database.close();
		this.fixture.close();
		this.server.close();
	}

	private void send(String payload) {
		this.database.query("select pg_notify(:channel, :payload)")
			.bind("channel", CHANNEL)
			.bind("payload", payload)
			.rows()
			.blockLast();
	}

	private static Notification next(BlockingQueue<Notification> heard) throws InterruptedException {
		Notification next = heard.poll(30, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

	@Test
	void hearsWhatIsSentInOrderUntilNobodyListens() throws InterruptedException {
		BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
		Disposable listening = this.database.listen(CHANNEL).subscribe(heard::add);
		assertThat(next(heard)).isEqualTo(new Notification(CHANNEL, null, true));
		send("one");
		send("");
		assertThat(next(heard)).isEqualTo(new Notification(CHANNEL, "one", false));
		assertThat(next(heard)).isEqualTo(new Notification(CHANNEL, null, false));
		listening.dispose();
		Awaitility.await().untilAsserted(() -> assertThat(listeners()).isZero());
	}

	private @Nullable Long listeners() {
		return this.database.query("select count(*) from pg_stat_activity where query like 'LISTEN%'")
			.as(Long.class)
			.single()
			.block();
	}

	@Test
	void resumesWhenTheServerIsBack() throws InterruptedException {
		BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
		Disposable listening = this.database.listen(CHANNEL).subscribe(heard::add);
		for (Runnable outage : List.<Runnable>of(this.server::stop, this.server::kill)) {
			assertThat(next(heard).isResumed()).isTrue();
			outage.run();
			this.server.start();
		}
		assertThat(next(heard).isResumed()).isTrue();
		Awaitility.await().ignoreExceptions().untilAsserted(() -> send("again"));
		assertThat(next(heard).payload()).isEqualTo("again");
		listening.dispose();
	}

	@Test
	void breaksOffWhoDoesNotRead() {
		Sinks.One<Throwable> failure = Sinks.one();
		Sinks.Empty<Void> listening = Sinks.empty();
		this.database.listen(CHANNEL).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(Notification notification) {
				listening.tryEmitEmpty();
			}

			@Override
			protected void hookOnError(Throwable error) {
				failure.tryEmitValue(error);
			}

		});
		listening.asMono().block(Duration.ofSeconds(30));
		this.database.query("select pg_notify(:channel, n::text) from generate_series(1, 3000) n")
			.bind("channel", CHANNEL)
			.rows()
			.blockLast();
		Awaitility.await().untilAsserted(() -> assertThat(listeners()).isZero());
	}

	@Test
	void saysWhatCannotBeListenedTo() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.database.listen("").blockFirst());
		assertThatIllegalArgumentException().isThrownBy(() -> this.database.listen("x".repeat(64)).blockFirst());
		try (R2dbcDatabase h2 = this.fixture.open("r2dbc:h2:mem:///none")) {
			Flux<Notification> none = h2.listen("a");
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(none::blockFirst);
		}
	}

}

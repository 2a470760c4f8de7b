package dev.torsion.enterprise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.interop.DatabaseServer;
import io.r2dbc.spi.IsolationLevel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every database server does that stops, or in which others change the same.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutageContract {

	private static final int ASKING = 16;

	private final DatabaseFixture fixture = new DatabaseFixture();

	private final DatabaseServer server;

	private R2dbcDatabase database;

	OutageContract(DatabaseServer server) {
		this.server = server;
	}

	@BeforeAll
	void open() {
		Duration long_ = Duration.ofMinutes(5);
		this.database = this.fixture.open(this.server.url(),
				new PoolSettings(4, 0, long_, long_, Duration.ofSeconds(5), 100));
		this.database.operation("create table counter (id int primary key, n int not null)").run().block();
		this.database.operation("insert into counter values (1, 0), (2, 0)").run().block();
	}

	@AfterAll
	void close() {
		this.database.close();
		this.fixture.close();
		this.server.close();
	}

	@Test
	void survivesAStopUnderLoad() {
		survives(this.server::stop);
	}

	@Test
	void survivesACrashUnderLoad() {
		survives(this.server::kill);
	}

	private void survives(Runnable outage) {
		Load load = new Load();
		Mono<Void> loaded = Flux.range(0, ASKING)
			.flatMap((number) -> load.asker(this.database, number), ASKING)
			.then()
			.cache();
		loaded.subscribe();
		load.awaitAnswers();
		outage.run();
		Awaitility.await().until(() -> load.failures.size() > ASKING);
		this.server.start();
		load.awaitAnswers();
		load.ended.set(true);
		loaded.block(Duration.ofSeconds(60));
		assertThat(load.failures).allMatch((failure) -> failure instanceof DataAccessResourceFailureException
				|| failure instanceof TransientDataAccessException);
		Awaitility.await()
			.untilAsserted(() -> assertThat(DatabaseFixture.metrics(this.database).acquiredSize()).isZero());
	}

	@Test
	void runsAnInteractionAgainThatWasNotSerializable() {
		reset();
		AtomicInteger runs = new AtomicInteger();
		Interaction how = Interaction.standard().isolation(IsolationLevel.SERIALIZABLE).retries(20);
		Flux.range(0, 8).flatMap((number) -> this.database.interaction(how, (tx) -> {
			runs.incrementAndGet();
			return tx.query("select n from counter where id = 1")
				.as(Integer.class)
				.single()
				.flatMap((n) -> tx.operation("update counter set n = :n where id = 1").bind("n", n + 1).run());
		}), 4).blockLast();
		assertThat(this.database.query("select n from counter where id = 1").as(Integer.class).single().block())
			.isEqualTo(8);
		assertThat(runs).hasValueGreaterThan(8);
	}

	private void reset() {
		this.database.operation("update counter set n = 0").run().block();
	}

	@Test
	void runsAnInteractionAgainThatWasTheVictimOfADeadlock() {
		reset();
		Crossing crossing = new Crossing();
		Mono.when(crossing.of(this.database, 1, 2, 3), crossing.of(this.database, 2, 1, 3)).block();
		assertThat(this.database.query("select n from counter order by id").as(Integer.class).collectList().block())
			.containsExactly(2, 2);
		assertThat(crossing.runs).hasValue(3);
	}

	@Test
	void saysWhyWhenItIsNotToRunAgain() {
		reset();
		Crossing crossing = new Crossing();
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(
				() -> Mono.whenDelayError(crossing.of(this.database, 1, 2, 0), crossing.of(this.database, 2, 1, 0))
					.block());
		assertThat(crossing.runs).hasValue(2);
	}

	private static Mono<Long> increment(Database database, int id) {
		return database.operation("update counter set n = n + 1 where id = :id").bind("id", id).run();
	}

	/** Changes one and then the other, when both have changed their first. */
	private static final class Crossing {

		private final AtomicInteger runs = new AtomicInteger();

		private final Sinks.Empty<Void> both = Sinks.empty();

		Mono<Long> of(Database database, int first, int second, int retries) {
			return database.interaction(Interaction.standard().retries(retries),
					(tx) -> increment(tx, first).doOnNext((changed) -> {
						if (this.runs.incrementAndGet() == 2) {
							this.both.tryEmitEmpty();
						}
					}).then(this.both.asMono()).then(increment(tx, second)));
		}

	}

	/** Asks all the time, and remembers how that went. */
	private static final class Load {

		private final AtomicBoolean ended = new AtomicBoolean();

		private final AtomicInteger answers = new AtomicInteger();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		Mono<Void> asker(Database database, int number) {
			Mono<?> asked = (number % 2 == 0) ? database.query("select n from counter where id = 1").rows().then()
					: database.interaction((tx) -> increment(tx, 1).then(tx.query("select 1").rows().then()));
			return asked.doOnSuccess((answer) -> this.answers.incrementAndGet()).onErrorResume((failure) -> {
				this.failures.add(failure);
				return Mono.delay(Duration.ofMillis(5)).then(Mono.empty());
			}).then().repeat(() -> !this.ended.get()).then();
		}

		void awaitAnswers() {
			int before = this.answers.get();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.answers.get() > before + 200);
		}

	}

}

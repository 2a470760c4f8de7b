package dev.torsion.enterprise;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import dev.torsion.interop.DatabaseServer;
import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import dev.torsion.interop.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the pools of {@link Databases}.
 */
@Timeout(120)
class PoolTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final DatabaseFixture fixture = new DatabaseFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	private static PoolSettings settings(int maxSize, Duration acquireTimeout, int maxPending) {
		return new PoolSettings(maxSize, 0, LONG, LONG, acquireTimeout, maxPending);
	}

	@Test
	void failsWhoWaitsTooLongAndWhoeverIsOneTooMany() {
		try (R2dbcDatabase database = this.fixture.open("r2dbc:h2:mem:///pool",
				settings(1, Duration.ofSeconds(3), 1))) {
			Disposable holder = database.connection((connection) -> Mono.never()).subscribe();
			Awaitility.await()
				.untilAsserted(() -> assertThat(DatabaseFixture.metrics(database).acquiredSize()).isOne());
			Mono<Throwable> waiting = database.query("select 1")
				.rows()
				.then(Mono.<Throwable>empty())
				.onErrorResume(Mono::just)
				.cache();
			waiting.subscribe();
			Awaitility.await()
				.untilAsserted(() -> assertThat(DatabaseFixture.metrics(database).pendingAcquireSize()).isOne());
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> database.query("select 1").rows().blockLast())
				.havingRootCause()
				.withMessageContaining("Pending acquire queue has reached its maximum");
			assertThat(waiting.block()).isInstanceOf(DataAccessResourceFailureException.class)
				.hasRootCauseInstanceOf(TimeoutException.class);
			holder.dispose();
			assertThat(database.query("select 1").as(Integer.class).blockFirst()).isOne();
		}
	}

	@Test
	void keepsNoPlaceForWhoeverHasLeft() {
		try (R2dbcDatabase database = this.fixture.open("r2dbc:h2:mem:///left", settings(1, LONG, 1))) {
			Disposable holder = database.connection((connection) -> Mono.never()).subscribe();
			Awaitility.await()
				.untilAsserted(() -> assertThat(DatabaseFixture.metrics(database).acquiredSize()).isOne());
			for (Mono<?> asked : List.of(database.query("select 1").rows().then(),
					database.interaction((tx) -> tx.query("select 1").rows().then()))) {
				Disposable left = asked.subscribe();
				Awaitility.await()
					.untilAsserted(() -> assertThat(DatabaseFixture.metrics(database).pendingAcquireSize()).isOne());
				left.dispose();
				Awaitility.await()
					.untilAsserted(() -> assertThat(DatabaseFixture.metrics(database).pendingAcquireSize()).isZero());
			}
			holder.dispose();
			assertThat(database.query("select 1").as(Integer.class).blockFirst()).isOne();
		}
	}

	@Test
	void refusesSettingsThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(0, LONG, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(1, LONG, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> settings(1, Duration.ZERO, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new PoolSettings(1, 2, LONG, LONG, LONG, 1));
	}

	@Test
	@Interop({ "postgres", "initdb" })
	void spreadsConnectionsOfPostgresOverTheLoops() {
		spreads(PostgresServer.create());
	}

	@Test
	@Interop({ "mariadbd", "mariadb-install-db" })
	void spreadsConnectionsOfMariaDbOverTheLoops() throws Exception {
		spreads(MariaDbServer.create());
	}

	/** All are opened by one loop, as one connection of a client would. */
	private void spreads(DatabaseServer server) {
		Set<String> loops = ConcurrentHashMap.newKeySet();
		try (server; R2dbcDatabase database = this.fixture.open(server.url(), settings(4, LONG, 10))) {
			Flux.fromStream(IntStream.range(0, 4).boxed())
				.flatMap((number) -> database
					.connection((connection) -> Flux.from(connection.createStatement("select 1").execute())
						.concatMap((result) -> result.map((row) -> Thread.currentThread().getName()))
						.doOnNext(loops::add)
						.then(Mono.delay(Duration.ofMillis(300)))))
				.subscribeOn(this.fixture.loop())
				.blockLast();
			assertThat(DatabaseFixture.metrics(database).allocatedSize()).isEqualTo(4);
		}
		assertThat(loops).hasSize(2).allMatch((loop) -> loop.startsWith("torsion-"));
	}

}

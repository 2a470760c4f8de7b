package dev.torsion.enterprise;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.torsion.interop.DatabaseServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every database does that can stop statements.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CancelContract {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final DatabaseFixture fixture = new DatabaseFixture();

	private final DatabaseServer server;

	private R2dbcDatabase database;

	private R2dbcDatabase observer;

	CancelContract(DatabaseServer server) {
		this.server = server;
	}

	/** A statement that takes ten minutes. */
	abstract String sleep();

	/** How many statements run that sleep. */
	abstract String sleepers();

	/** A query of so many rows. */
	abstract String numbers(int rows);

	@BeforeAll
	void openObserver() {
		this.observer = this.fixture.open(this.server.url(), new PoolSettings(1, 0, SOON, SOON, SOON, 100));
	}

	@AfterAll
	void closeAll() {
		this.observer.close();
		this.fixture.close();
		this.server.close();
	}

	@BeforeEach
	void open() {
		this.database = this.fixture.open(this.server.url());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void stopsWhatIsCancelled() {
		Disposable query = this.database.query(sleep()).rows().subscribe();
		awaitSleepers(1);
		query.dispose();
		awaitSleepers(0);
		everyConnectionIsOfUse();
	}

	@Test
	void stopsWhatHasParameters() {
		Disposable query = this.database.query(sleep().replace("600", ":time")).bind("time", 600).rows().subscribe();
		awaitSleepers(1);
		query.dispose();
		awaitSleepers(0);
		everyConnectionIsOfUse();
	}

	@Test
	void stopsWhatIsFetchedInPortions() {
		Disposable query = this.database.query(sleep()).fetchSize(10).rows().subscribe();
		awaitSleepers(1);
		query.dispose();
		awaitSleepers(0);
		everyConnectionIsOfUse();
	}

	@Test
	void stopsWhatTakesTooLong() {
		assertThatExceptionOfType(QueryTimeoutException.class)
			.isThrownBy(() -> this.database.query(sleep()).timeout(Duration.ofMillis(200)).rows().blockLast());
		awaitSleepers(0);
		everyConnectionIsOfUse();
	}

	@Test
	void rollsBackAnInteractionThatIsCancelled() {
		this.database.operation("drop table if exists cancelled").run().block();
		this.database.operation("create table cancelled (id int)").run().block();
		Disposable interaction = this.database.interaction(
				(tx) -> tx.operation("insert into cancelled values (1)").run().then(tx.query(sleep()).rows().then()))
			.subscribe();
		awaitSleepers(1);
		interaction.dispose();
		awaitSleepers(0);
		everyConnectionIsOfUse();
		assertThat(this.database.query("select count(*) from cancelled").as(Long.class).single().block()).isZero();
	}

	@Test
	void keepsAResultForWhoeverTakesItAndReadsItLater() {
		assertThat(this.database
			.connection((connection) -> Mono.from(connection.createStatement(numbers(1000)).execute())
				.delayElement(Duration.ofMillis(200))
				.flatMapMany((result) -> result.map((row) -> 1)))
			.count()
			.block()).isEqualTo(1000);
		everyConnectionIsOfUse();
	}

	@Test
	void throwsAwayAResultThatNobodyReads() {
		for (int rows : new int[] { 1, 5_000 }) {
			this.database
				.connection((connection) -> Mono.from(connection.createStatement(numbers(rows)).execute()).then())
				.blockLast();
			everyConnectionIsOfUse();
		}
	}

	@Test
	void takesTheFirstRowsOfManyWithoutLosingTheConnection() {
		for (int i = 0; i < 20; i++) {
			assertThat(this.database.query(numbers(5_000)).as(Integer.class).take(3).collectList().block())
				.containsExactly(1, 2, 3);
		}
		everyConnectionIsOfUse();
		assertThat(DatabaseFixture.metrics(this.database).allocatedSize()).isLessThanOrEqualTo(4);
	}

	@Test
	void leaksNoConnectionWhenQueriesAreCancelledAtAnyTime() {
		Flux.range(0, 10_000).flatMap((number) -> cancelled(number).subscribeOn(Schedulers.parallel()), 8).blockLast();
		everyConnectionIsOfUse();
	}

	private Mono<Void> cancelled(int number) {
		Duration delay = Duration.ofNanos((long) (Math.random() * 4_000_000));
		Flux<?> asked = switch (number % 5) {
			case 0 -> this.database.query("select " + number).rows();
			case 1 -> this.database.query(numbers(200)).as(Integer.class);
			case 2 -> this.database.query(numbers(1000)).fetchSize(100).as(Integer.class);
			case 3 -> this.database.interaction((tx) -> tx.query(numbers(50)).as(Integer.class).then()).flux();
			default -> this.database
				.interaction(
						(tx) -> tx.query("select 1").as(Integer.class).next().then(tx.query(sleep()).rows().then()))
				.flux();
		};
		return asked.takeUntilOther(Mono.delay(delay)).then();
	}

	/** Each gets its own answer, and none is missing. */
	private void everyConnectionIsOfUse() {
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(DatabaseFixture.metrics(this.database).acquiredSize()).isZero());
		List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();
		CountDownLatch all = new CountDownLatch(4);
		assertThat(Flux.fromIterable(numbers)
			.flatMap((number) -> this.database.query("select " + number).as(Integer.class).single(), 4)
			.collectSortedList()
			.block()).isEqualTo(numbers);
		Flux.range(0, 4)
			.flatMap((number) -> this.database.connection((connection) -> Mono.fromRunnable(() -> all.countDown())
				.then(Mono.fromCallable(() -> all.await(20, TimeUnit.SECONDS))
					.subscribeOn(Schedulers.boundedElastic()))), 4)
			.blockLast();
		assertThat(all.getCount()).isZero();
	}

	private void awaitSleepers(int count) {
		AtomicReference<@Nullable Long> seen = new AtomicReference<>();
		Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
			seen.set(this.observer.query(sleepers()).as(Long.class).single().block());
			assertThat(seen.get()).isEqualTo(count);
		});
	}

}

package dev.torsion.enterprise;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.torsion.BlockedLoops;
import dev.torsion.interop.DatabaseServer;
import io.r2dbc.spi.IsolationLevel;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What every database does, whatever its driver.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContract {

	private static final int MANY = 200_000;

	final DatabaseFixture fixture = new DatabaseFixture();

	private final String url;

	private final @Nullable DatabaseServer server;

	R2dbcDatabase database;

	DatabaseContract(String url) {
		this.url = url;
		this.server = null;
	}

	DatabaseContract(DatabaseServer server) {
		this.url = server.url();
		this.server = server;
	}

	record Account(int id, String ownerName, @Nullable BigDecimal balance) {

	}

	/** A query of so many rows, of which the server makes each when it is fetched. */
	abstract String numbers(int rows);

	@BeforeAll
	void open() {
		this.database = this.fixture.open(this.url);
	}

	@AfterAll
	void close() {
		this.database.close();
		this.fixture.close();
		if (this.server != null) {
			this.server.close();
		}
	}

	@BeforeEach
	void createTable() {
		run("drop table if exists account");
		run("create table account (id int primary key, owner_name varchar(100) not null, balance decimal(10, 2))");
		insert(this.database, 1, "amy", new BigDecimal("10.50")).block();
		insert(this.database, 2, "bob", null).block();
	}

	final long run(String sql) {
		return this.database.operation(sql).run().blockOptional().orElse(0L);
	}

	static Mono<Long> insert(Database database, int id, String owner, @Nullable BigDecimal balance) {
		return database.operation("insert into account (id, owner_name, balance) values (:id, :owner, :balance)")
			.bind("id", id)
			.bind("owner", owner)
			.bind("balance", balance, BigDecimal.class)
			.run();
	}

	private static Mono<Long> count(Database database) {
		return database.query("select count(*) from account").as(Long.class).single();
	}

	@Test
	void countsWhatAnOperationChanges() {
		assertThat(run("update account set owner_name = 'eve'")).isEqualTo(2);
		assertThat(run("delete from account where id = 7")).isZero();
	}

	@Test
	void mapsRowsToRecords() {
		assertThat(this.database.query("select id, owner_name, balance from account order by id")
			.as(Account.class)
			.collectList()
			.block()).containsExactly(new Account(1, "amy", new BigDecimal("10.50")), new Account(2, "bob", null));
	}

	@Test
	void mapsRowsByAFunction() {
		assertThat(this.database.query("select id, owner_name from account order by id")
			.map((row) -> row.get(0, Integer.class) + row.get("owner_name", String.class))
			.collectList()
			.block()).containsExactly("1amy", "2bob");
	}

	@Test
	void givesRowsAsMapsOfAnyCase() {
		assertThat(this.database.query("select owner_name, balance from account where id = 2").rows().single().block())
			.hasSize(2)
			.satisfies((row) -> {
				assertThat(row.get("owner_name")).isEqualTo("bob");
				assertThat(row.get("OWNER_NAME")).isEqualTo("bob");
				assertThat(row.get("balance")).isNull();
			});
	}

	@Test
	void bindsByNameWhereverThereIsAParameter() {
		assertThat(this.database
			.query("select owner_name from account where id = :id /* :no */ and ':id' <> :text -- :neither\n"
					+ " and id = :id")
			.bind("id", 1)
			.bind("text", ":other")
			.as(String.class)
			.single()
			.block()).isEqualTo("amy");
	}

	@Test
	void bindsCollections() {
		assertThat(this.database.query("select id from account where id in (:ids) order by id")
			.bind("ids", List.of(1, 2, 3))
			.as(Integer.class)
			.collectList()
			.block()).containsExactly(1, 2);
	}

	@Test
	void isNoWayIn() {
		assertThat(this.database.query("select count(*) from account where owner_name = :name")
			.bind("name", "' or '1' = '1")
			.as(Long.class)
			.single()
			.block()).isZero();
	}

	@Test
	void doesNothingBeforeItIsSubscribedToAndAllOfItEachTime() {
		Mono<Long> more = this.database.operation("update account set balance = coalesce(balance, 0) + 1").run();
		assertThat(balance(1)).isEqualByComparingTo("10.50");
		more.block();
		more.block();
		assertThat(balance(1)).isEqualByComparingTo("12.50");
	}

	private @Nullable BigDecimal balance(int id) {
		return this.database.query("select balance from account where id = :id")
			.bind("id", id)
			.as(BigDecimal.class)
			.single()
			.block();
	}

	@Test
	void saysWhatIsWrong() {
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> run("selekt 1"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> insert(this.database, 1, "twin", null).block());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.database.query("select :nothing").rows().blockLast());
	}

	@Test
	void leavesFailuresOfTheApplicationAlone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.database.query("select 1").map((row) -> fail()).blockLast())
			.withMessage("ours");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.database.interaction((tx) -> Mono.fromRunnable(DatabaseContract::fail)).block())
			.withMessage("ours");
		assertThat(DatabaseFixture.metrics(this.database).acquiredSize()).isZero();
	}

	private static String fail() {
		throw new IllegalStateException("ours");
	}

	@Test
	void commitsAnInteraction() {
		assertThat(this.database
			.interaction((tx) -> insert(tx, 3, "cid", null).then(insert(tx, 4, "dot", null)).then(count(tx)))
			.block()).isEqualTo(4);
		assertThat(count(this.database).block()).isEqualTo(4);
	}

	@Test
	void rollsBackAnInteractionThatFails() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.database.interaction((tx) -> insert(tx, 3, "cid", null).then(insert(tx, 1, "twin", null)))
					.block());
		assertThat(count(this.database).block()).isEqualTo(2);
	}

	@Test
	void seesNothingOfAnotherInteractionBeforeItsCommit() {
		this.database
			.interaction((tx) -> insert(tx, 3, "cid", null)
				.then(outside(count(this.database)).doOnNext((seen) -> assertThat(seen).isEqualTo(2))))
			.block();
		assertThat(count(this.database).block()).isEqualTo(3);
	}

	/** Asked by somebody else, who knows nothing of the transaction. */
	private static <T> Mono<T> outside(Mono<T> asked) {
		return Mono.fromFuture(asked::toFuture);
	}

	@Test
	void takesPartInATransactionOfSpring() {
		TransactionalOperator spring = TransactionalOperator
			.create(new R2dbcTransactionManager(this.database.connectionFactory()));
		assertThatIllegalStateException().isThrownBy(
				() -> spring
					.transactional(insert(this.database, 3, "cid", null)
						.then(this.database.interaction((tx) -> insert(tx, 4, "dot", null)))
						.then(Mono.fromRunnable(DatabaseContract::fail)))
					.block());
		assertThat(count(this.database).block()).isEqualTo(2);
	}

	@Test
	void lendsOneConnectionForMoreThanOneStatement() {
		assertThat(this.database
			.connection((connection) -> Flux.from(connection.beginTransaction())
				.thenMany(Flux.from(connection.createStatement("delete from account").execute())
					.concatMap((result) -> result.getRowsUpdated()))
				.concatWith(Mono.from(connection.rollbackTransaction()).then(Mono.empty())))
			.collectList()
			.block()).containsExactly(2L);
		assertThat(count(this.database).block()).isEqualTo(2);
	}

	@Test
	void doesNotLetALentConnectionBeClosed() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.database.connection((connection) -> connection.close()).blockLast());
	}

	@Test
	void usesTheSameConnectionInAnInteraction() {
		this.database.interaction((tx) -> tx
			.connection((connection) -> Flux.from(connection.createStatement("delete from account").execute())
				.concatMap((result) -> result.getRowsUpdated()))
			.then(count(tx))
			.doOnNext((seen) -> assertThat(seen).isZero())
			.then(outside(count(this.database)))
			.doOnNext((seen) -> assertThat(seen).isEqualTo(2))).block();
	}

	@Test
	void readsAsFastAsItIsAskedFor() throws InterruptedException {
		AtomicInteger mapped = new AtomicInteger();
		SlowReader reader = new SlowReader(mapped);
		this.database.query(numbers(MANY)).fetchSize(500).map((row) -> mapped.incrementAndGet()).subscribe(reader);
		reader.ended.asMono().block(Duration.ofSeconds(150));
		assertThat(reader.read).isEqualTo(MANY);
		assertThat(reader.mostAhead).isLessThanOrEqualTo(600);
	}

	@Test
	void keepsAnInteractionWithinItsTime() {
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(
				() -> this.database
					.interaction(Interaction.standard().timeout(Duration.ofMillis(300)),
							(tx) -> insert(tx, 3, "cid", null).then(Mono.never()))
					.block());
		Awaitility.await()
			.untilAsserted(() -> assertThat(DatabaseFixture.metrics(this.database).acquiredSize()).isZero());
		assertThat(count(this.database).block()).isEqualTo(2);
	}

	@Test
	void runsOnIsolationAndReadOnly() {
		assertThat(this.database
			.interaction(Interaction.standard().isolation(IsolationLevel.READ_COMMITTED).forReading(),
					DatabaseContract::count)
			.block()).isEqualTo(2);
	}

	@Test
	void answersEverybodyHisOwn() {
		List<Integer> numbers = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
		Collections.shuffle(numbers);
		assertThat(Flux.fromIterable(numbers)
			.flatMapSequential((number) -> this.database.query("select :number + 0 as n")
				.bind("number", number)
				.map((row) -> row.get(0, Number.class).intValue())
				.single(), 32)
			.collectList()
			.block()).isEqualTo(numbers);
	}

	/** Connects, asks and closes, all on an event loop, and blocks none. */
	final void asksOnAnEventLoop() {
		try (R2dbcDatabase fresh = this.fixture.open(this.url); BlockedLoops watch = BlockedLoops.watch()) {
			Flux.range(3, 20)
				.flatMap((id) -> insert(fresh, id, "cid", null)
					.then(fresh.interaction((tx) -> tx.query("select * from account").as(Account.class).next())))
				.subscribeOn(this.fixture.loop())
				.blockLast();
			assertThat(watch.seen()).isEmpty();
		}
	}

	@Test
	void failsWithDataAccessExceptionsOnly() {
		R2dbcDatabase closed = this.fixture.open(this.url);
		closed.query("select 1").rows().blockLast();
		closed.close();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> closed.query("select 1").rows().blockLast())
			.isInstanceOf(DataAccessResourceFailureException.class);
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> closed.interaction(DatabaseContract::count).block());
	}

	/** Asks for a few rows at a time, when it has read those before. */
	private static final class SlowReader extends BaseSubscriber<Integer> {

		private final AtomicInteger mapped;

		private final Sinks.Empty<Void> ended = Sinks.empty();

		private int read;

		private int mostAhead;

		SlowReader(AtomicInteger mapped) {
			this.mapped = mapped;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			request(1);
		}

		@Override
		protected void hookOnNext(Integer value) {
			this.read++;
			this.mostAhead = Math.max(this.mostAhead, this.mapped.get() - this.read);
			request(1);
		}

		@Override
		protected void hookFinally(SignalType type) {
			this.ended.tryEmitEmpty();
		}

	}

}

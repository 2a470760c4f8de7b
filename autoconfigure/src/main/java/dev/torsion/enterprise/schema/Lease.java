package dev.torsion.enterprise.schema;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

import dev.torsion.enterprise.Database;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Lets one application at a time change the tables: a row of the database names it, until
 * a time that it keeps putting off. One that has died is not waited for longer than that.
 * Locks of a database's session would do without times, but poolers between application
 * and database hand sessions around. Clocks of applications may differ by less than the
 * term.
 */
final class Lease {

	static final String TABLE = "torsion_schema_lock";

	private static final Log logger = LogFactory.getLog(Lease.class);

	private static final String CREATE = "create table " + TABLE
			+ " (id integer not null primary key, holder varchar(36), expires numeric(19) not null)";

	private static final Duration TERM = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Duration POLL = Duration.ofMillis(250);

	private final Database database;

	private final Duration term;

	private final Duration patience;

	private final String holder = UUID.randomUUID().toString();

	Lease(Database database) {
		this(database, TERM, PATIENCE);
	}

	Lease(Database database, Duration term, Duration patience) {
		this.database = database;
		this.term = term;
		this.patience = patience;
	}

	/**
	 * Does something while no other application does.
	 * @param work what to do
	 * @return completes after it has been done; fails when others do not end in time
	 */
	Mono<Void> during(Supplier<Mono<Void>> work) {
		return Mono.usingWhen(acquire(), (lease) -> Mono.firstWithSignal(work.get(), renewing()), (lease) -> release(),
				(lease, ex) -> release(), (lease) -> release());
	}

	/**
	 * Puts off the end of the lease; in a transaction that only who has it can commit.
	 * @return completes if it is still held, and fails if it was lost
	 */
	Mono<Void> renew() {
		return this.database.operation("update " + TABLE + " set expires = :expires where id = 1 and holder = :holder")
			.bind("expires", now() + this.term.toMillis())
			.bind("holder", this.holder)
			.run()
			.flatMap((rows) -> (rows == 1) ? Mono.empty()
					: Mono.error(new CannotAcquireLockException("Another application has begun to change the tables")));
	}

	private Mono<Void> renewing() {
		return Mono.delay(this.term.dividedBy(3)).then(Mono.defer(this::renew)).repeat().then();
	}

	private Mono<Boolean> acquire() {
		return create().then(take())
			.repeatWhenEmpty((turns) -> turns.doOnNext(Lease::tell).delayElements(POLL))
			.timeout(this.patience, Mono.error(() -> new FailureAnalyzedException(
					"Another application has been applying schemas for %d s.".formatted(this.patience.toSeconds()),
					"Wait until it has ended, and start this one again.")));
	}

	private static void tell(long turn) {
		if (turn == 0) {
			logger.info("Waiting for another application that is applying schemas");
		}
	}

	private Mono<Void> create() {
		return History.create(this.database, TABLE, CREATE)
			.then(this.database.operation("insert into " + TABLE + " (id, holder, expires) values (1, null, 0)").run())
			.onErrorResume(DataIntegrityViolationException.class, (exists) -> Mono.empty())
			.then();
	}

	private Mono<Boolean> take() {
		return Mono.defer(() -> this.database
			.operation("update " + TABLE + " set holder = :holder, expires = :expires"
					+ " where id = 1 and (holder is null or expires < :now)")
			.bind("holder", this.holder)
			.bind("expires", now() + this.term.toMillis())
			.bind("now", now())
			.run()
			.filter((rows) -> rows == 1)
			.map((rows) -> true));
	}

	private Mono<Void> release() {
		return this.database
			.operation("update " + TABLE + " set holder = null, expires = 0 where id = 1 and holder = :holder")
			.bind("holder", this.holder)
			.run()
			.then();
	}

	private static long now() {
		return System.currentTimeMillis();
	}

}

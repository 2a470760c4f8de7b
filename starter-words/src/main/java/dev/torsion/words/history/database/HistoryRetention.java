package dev.torsion.words.history.database;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.enterprise.Database;
import dev.torsion.words.history.HistoryLimits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Deletes what is kept longer than it shall be, and of conversations that have grown too
 * long the oldest: now and then, one conversation after another, in pieces.
 */
public final class HistoryRetention implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HistoryRetention.class);

	private static final int PAGE = 100;

	private static final String NEXT = "select id from words_conversation where id > :after order by id limit " + PAGE;

	private static final String EXCESS = "select seq from words_entry where conversation = :id order by seq desc"
			+ " limit 1 offset ";

	private final Disposable.Swap running = Disposables.swap();

	private final AtomicBoolean failing = new AtomicBoolean();

	private final Database database;

	private final HistoryLimits limits;

	private final Clock clock;

	/**
	 * Creates it; deletes nothing yet.
	 * @param database the database, which has the tables
	 * @param limits how much is kept
	 * @param clock tells the time
	 */
	public HistoryRetention(Database database, HistoryLimits limits, Clock clock) {
		this.database = database;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Begins to delete now and then, if there is a limit at all.
	 * @param interval how long to wait before, and between
	 * @param scheduler where time passes
	 */
	public void start(Duration interval, Scheduler scheduler) {
		if (!this.limits.retention().isZero() || this.limits.entries() > 0) {
			this.running.update(Mono.delay(interval, scheduler)
				.then(Mono.defer(this::sweep))
				.doOnSuccess((deleted) -> this.failing.set(false))
				.onErrorResume(this::failed)
				.repeat()
				.subscribe());
		}
	}

	private Mono<Long> failed(Throwable failure) {
		if (this.failing.compareAndSet(false, true)) {
			logger.error("Failed to delete what is old in the history", failure);
		}
		return Mono.empty();
	}

	/**
	 * Deletes what there is to delete.
	 * @return how many entries that were
	 */
	public Mono<Long> sweep() {
		return page(0).expand((last) -> (last.count() < PAGE) ? Mono.empty() : page(last.conversation()))
			.map(Page::deleted)
			.reduce(0L, Long::sum);
	}

	private Mono<Page> page(long after) {
		return this.database.query(NEXT)
			.bind("after", after)
			.timeout(R2dbcHistoryStore.LIMIT)
			.as(Long.class)
			.collectList()
			.flatMapIterable((found) -> found)
			.concatMap((id) -> expired(id).flatMap((old) -> excess(id).map((more) -> new Page(id, 1, old + more))))
			.reduce(new Page(after, 0, 0), Page::and);
	}

	private Mono<Long> expired(long conversation) {
		return this.limits.retention().isZero() ? Mono.just(0L)
				: new EntryPieces(this.database, conversation).deleteBefore(this.limits.oldest(this.clock.millis()));
	}

	private Mono<Long> excess(long conversation) {
		if (this.limits.entries() == 0) {
			return Mono.just(0L);
		}
		return this.database.query(EXCESS + this.limits.entries())
			.bind("id", conversation)
			.timeout(R2dbcHistoryStore.LIMIT)
			.as(Long.class)
			.next()
			.flatMap((last) -> new EntryPieces(this.database, conversation).deleteUpTo(last))
			.defaultIfEmpty(0L);
	}

	@Override
	public void close() {
		this.running.dispose();
	}

	private record Page(long conversation, int count, long deleted) {

		Page and(Page next) {
			return new Page(next.conversation, this.count + next.count, this.deleted + next.deleted);
		}

	}

}

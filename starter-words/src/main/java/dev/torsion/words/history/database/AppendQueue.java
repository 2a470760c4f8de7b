package dev.torsion.words.history.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.torsion.words.history.HistoryEntry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Entries that wait to be written, some hundred at a time. Who adds more than can be
 * written has to wait; nobody does while the database is out of order, so that people can
 * speak all the same: then what there is no room for is lost. Safe to use from any
 * thread.
 */
final class AppendQueue {

	/** So many are written at once, at most. */
	static final int BATCH = 500;

	/** So long an entry waits for others, at most. */
	static final Duration WAIT = Duration.ofMillis(10);

	/** How long nothing is tried after a failure. */
	static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(AppendQueue.class);

	private final Deque<HistoryEntry> waiting = new ArrayDeque<>();

	private final Deque<Mark> marks = new ArrayDeque<>();

	private final Function<List<HistoryEntry>, Mono<Integer>> writer;

	private final int most;

	private final Scheduler scheduler;

	private Sinks.@Nullable Empty<Void> relief;

	private long added;

	private long written;

	private long lost;

	private boolean writing;

	private @Nullable Disposable timer;

	private boolean failing;

	private boolean losing;

	/**
	 * Creates an empty queue.
	 * @param writer writes entries, and tells how many of them it could not write; fails
	 * if it should be asked again later
	 * @param most how many entries wait, at most
	 * @param scheduler where time passes
	 */
	AppendQueue(Function<List<HistoryEntry>, Mono<Integer>> writer, int most, Scheduler scheduler) {
		this.writer = writer;
		this.most = most;
		this.scheduler = scheduler;
	}

	/**
	 * Adds an entry.
	 * @return completes when there is room for more
	 */
	Mono<Void> add(HistoryEntry entry) {
		boolean full;
		synchronized (this) {
			if (this.waiting.size() >= this.most) {
				lose(1);
				return pressure();
			}
			this.waiting.add(entry);
			this.added++;
			full = this.waiting.size() >= BATCH && !this.writing && !this.failing;
			if (!full) {
				time(WAIT);
				return pressure();
			}
		}
		write();
		return pressure();
	}

	private synchronized Mono<Void> pressure() {
		if (this.failing || this.waiting.size() <= this.most / 2) {
			return Mono.empty();
		}
		Sinks.Empty<Void> relief = this.relief;
		if (relief == null) {
			relief = Sinks.empty();
			this.relief = relief;
		}
		return relief.asMono();
	}

	/**
	 * What was added before is written.
	 * @return completes when it is, or when it was tried in vain
	 */
	Mono<Void> flush() {
		return Mono.defer(() -> {
			Sinks.Empty<Void> done = Sinks.empty();
			synchronized (this) {
				if (this.waiting.isEmpty()) {
					return Mono.empty();
				}
				this.marks.add(new Mark(this.added, done));
			}
			write();
			return done.asMono();
		});
	}

	/**
	 * How many entries were lost.
	 * @return the number since it was created
	 */
	synchronized long lost() {
		return this.lost;
	}

	/**
	 * How many entries wait.
	 * @return the number at this moment
	 */
	synchronized int waiting() {
		return this.waiting.size();
	}

	private void time(Duration delay) {
		if (this.timer == null && !this.writing && !this.waiting.isEmpty()) {
			try {
				this.timer = this.scheduler.schedule(this::write, delay.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The application ends, and what waits is written when the store is
				// closed
				logger.debug("Nothing is written after a while any more", ex);
			}
		}
	}

	private void write() {
		List<HistoryEntry> batch = new ArrayList<>();
		synchronized (this) {
			if (this.writing || this.waiting.isEmpty()) {
				return;
			}
			this.writing = true;
			if (this.timer != null) {
				this.timer.dispose();
				this.timer = null;
			}
			Iterator<HistoryEntry> first = this.waiting.iterator();
			while (first.hasNext() && batch.size() < BATCH) {
				batch.add(first.next());
			}
		}
		Mono.defer(() -> this.writer.apply(batch))
			.defaultIfEmpty(0)
			.subscribe((lost) -> written(batch.size(), lost), this::failed);
	}

	private void written(int count, int lost) {
		List<Sinks.Empty<Void>> told = new ArrayList<>();
		boolean more;
		synchronized (this) {
			for (int i = 0; i < count; i++) {
				this.waiting.remove();
			}
			this.written += count;
			this.failing = false;
			this.writing = false;
			lose(lost);
			this.losing = lost > 0;
			for (Mark mark = this.marks.peek(); mark != null
					&& mark.added() <= this.written; mark = this.marks.peek()) {
				told.add(this.marks.remove().done());
			}
			if (this.waiting.size() <= this.most / 4) {
				relieve(told);
			}
			more = this.waiting.size() >= BATCH || !this.marks.isEmpty();
			time(WAIT);
		}
		told.forEach(Sinks.Empty::tryEmitEmpty);
		if (more) {
			write();
		}
	}

	private void failed(Throwable failure) {
		List<Sinks.Empty<Void>> told = new ArrayList<>();
		boolean first;
		synchronized (this) {
			first = !this.failing;
			this.failing = true;
			this.writing = false;
			this.marks.forEach((mark) -> told.add(mark.done()));
			this.marks.clear();
			relieve(told);
			time(PAUSE);
		}
		if (first) {
			logger.error("The history cannot be written at the moment; the last " + this.most
					+ " entries wait until it can: " + failure.getMessage(), failure);
		}
		told.forEach(Sinks.Empty::tryEmitEmpty);
	}

	private void relieve(List<Sinks.Empty<Void>> told) {
		if (this.relief != null) {
			told.add(this.relief);
			this.relief = null;
		}
	}

	private void lose(int count) {
		this.lost += count;
		if (count > 0 && !this.losing) {
			this.losing = true;
			logger.error("Entries of the history are lost: the database does not keep up, or refuses them");
		}
	}

	private record Mark(long added, Sinks.Empty<Void> done) {

	}

}

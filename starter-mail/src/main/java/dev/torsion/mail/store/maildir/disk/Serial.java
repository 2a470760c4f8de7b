package dev.torsion.mail.store.maildir.disk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

import dev.torsion.mail.store.maildir.file.DotLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Does what blocks for one mailbox: one thing after another, those that wait together in
 * one visit of the blocking pool. What needs the lock of other programs is tried again
 * while they have it. Each session waits for what it has asked for, so their number
 * bounds the queue.
 */
public final class Serial {

	/** How many things are done in one visit, so that other mailboxes get their turn. */
	private static final int MAX_VISIT = 64;

	private static final Duration RETRY = Duration.ofMillis(20);

	/** Longer than a lock takes to become stale. */
	private static final int MAX_RETRIES = 6500;

	private final Disk disk;

	private final Deque<Job<?>> waiting = new ArrayDeque<>();

	private boolean busy;

	/**
	 * Creates the queue of one mailbox.
	 * @param disk where the work is done
	 */
	public Serial(Disk disk) {
		this.disk = disk;
	}

	/**
	 * Does something after all that has been asked for before.
	 * @param work what blocks
	 * @param <T> what comes of it
	 * @return what comes of it
	 */
	public <T> Mono<T> run(Callable<? extends @Nullable T> work) {
		return Mono.create((sink) -> {
			synchronized (this.waiting) {
				this.waiting.add(new Job<T>(work, sink));
				if (this.busy) {
					return;
				}
				this.busy = true;
			}
			visit();
		});
	}

	/**
	 * Whether anything is under way.
	 * @return whether it is
	 */
	public boolean isBusy() {
		synchronized (this.waiting) {
			return this.busy;
		}
	}

	private void visit() {
		this.disk.run(this::work).subscribe(this::ended, this::failed);
	}

	private Visit work() {
		List<Runnable> outcomes = new ArrayList<>();
		for (int i = 0; i < MAX_VISIT; i++) {
			Job<?> job = peek();
			if (job == null) {
				break;
			}
			Runnable outcome = job.work();
			if (outcome == null) {
				return new Visit(outcomes, true);
			}
			outcomes.add(outcome);
			remove();
		}
		return new Visit(outcomes, false);
	}

	private @Nullable Job<?> peek() {
		synchronized (this.waiting) {
			return this.waiting.peek();
		}
	}

	private void remove() {
		synchronized (this.waiting) {
			this.waiting.remove();
		}
	}

	private void ended(Visit visit) {
		visit.outcomes().forEach(Runnable::run);
		if (visit.isLocked()) {
			this.disk.loop().after(RETRY).subscribe(null, this::failed, this::visit);
			return;
		}
		synchronized (this.waiting) {
			if (this.waiting.isEmpty()) {
				this.busy = false;
				return;
			}
		}
		visit();
	}

	/** The pool takes nothing more: nobody is left waiting. */
	private void failed(Throwable failure) {
		List<Job<?>> all;
		synchronized (this.waiting) {
			all = List.copyOf(this.waiting);
			this.waiting.clear();
			this.busy = false;
		}
		all.forEach((job) -> job.sink.error(failure));
	}

	/**
	 * What a visit has come to.
	 *
	 * @param outcomes tell those who wait
	 * @param isLocked whether another program has the lock that is needed next
	 */
	private record Visit(List<Runnable> outcomes, boolean isLocked) {

	}

	private static final class Job<T> {

		private final Callable<? extends @Nullable T> work;

		private final MonoSink<T> sink;

		private int retries;

		private Job(Callable<? extends @Nullable T> work, MonoSink<T> sink) {
			this.work = work;
			this.sink = sink;
		}

		/** What comes of it; {@code null} if it is to be tried again. */
		private @Nullable Runnable work() {
			try {
				T result = this.work.call();
				return (result != null) ? () -> this.sink.success(result) : this.sink::success;
			}
			catch (DotLock.HeldException ex) {
				return (++this.retries < MAX_RETRIES) ? null : () -> this.sink.error(ex);
			}
			catch (Exception ex) {
				return () -> this.sink.error(ex);
			}
		}

	}

}

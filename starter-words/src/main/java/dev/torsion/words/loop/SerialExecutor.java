package dev.torsion.words.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another, in the order in which they come: on the thread of who
 * comes first, which takes a share of those of others with it. As many wait as there are
 * callers that wait for their task, at most.
 */
public final class SerialExecutor {

	private static final int SHARE = 64;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Executor others;

	/**
	 * Creates an executor.
	 * @param others runs what is left when a caller has done its share
	 */
	public SerialExecutor(Executor others) {
		this.others = others;
	}

	/**
	 * Runs a task that has a result.
	 * @param work the task
	 * @param queue that of the loop on which the result is wanted
	 * @param <T> what it results in
	 * @return the result, after what the task has handed to the loop; whether or not it
	 * is subscribed to, the task is done
	 */
	public <T> Mono<T> call(Supplier<? extends @Nullable T> work, LoopQueue queue) {
		Outcome<T> outcome = new Outcome<>(work);
		execute(outcome);
		return outcome.on(queue);
	}

	private void execute(Runnable task) {
		this.tasks.add(task);
		if (this.waiting.getAndIncrement() == 0) {
			drain();
		}
	}

	private void drain() {
		int done = 0;
		do {
			if (done++ == SHARE) {
				this.others.execute(this::drain);
				return;
			}
			this.tasks.remove().run();
		}
		while (this.waiting.decrementAndGet() > 0);
	}

}

package dev.torsion.words.room;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after another, in the order in which they come: on the thread of who
 * comes first, which takes a share of those of others with it. As many wait as there are
 * callers that wait for their task, at most.
 */
final class SerialExecutor implements Executor {

	private static final int SHARE = 64;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Executor others;

	/**
	 * Creates an executor.
	 * @param others runs what is left when a caller has done its share
	 */
	SerialExecutor(Executor others) {
		this.others = others;
	}

	@Override
	public void execute(Runnable task) {
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
			Runnable task = this.tasks.remove();
			task.run();
		}
		while (this.waiting.decrementAndGet() > 0);
	}

}

package dev.torsion.enterprise.client.blocking;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Runs the tasks of one connection one after another on a pool of threads, of which it
 * never has more than one. A task is never interrupted: a file of H2 would be closed by
 * that.
 */
final class SerialExecutor implements Executor {

	private final Scheduler pool;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean running;

	SerialExecutor(Scheduler pool) {
		this.pool = pool;
	}

	@Override
	public synchronized void execute(Runnable task) {
		if (!this.running) {
			this.pool.schedule(this::run);
			this.running = true;
		}
		this.tasks.add(task);
	}

	private void run() {
		for (Runnable task = next(); task != null; task = next()) {
			task.run();
		}
	}

	private synchronized @Nullable Runnable next() {
		Runnable task = this.tasks.poll();
		this.running = task != null;
		return task;
	}

}

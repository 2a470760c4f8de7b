package dev.torsion.net.test;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * An event loop whose time stands still until {@link #advance} moves it, and whose
 * blocking work is done at once. For one thread, the test's.
 */
public final class VirtualEventLoop implements EventLoop {

	private final Queue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::time).thenComparingLong(Task::number));

	private final VirtualScheduler scheduler = new VirtualScheduler();

	private long now;

	private long submitted;

	private boolean running;

	@Override
	public void execute(Runnable task) {
		submit(task, 0);
		runDue(this.now);
	}

	@Override
	public boolean isCurrent() {
		return true;
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.fromCallable(work);
	}

	@Override
	public Scheduler scheduler() {
		return this.scheduler;
	}

	/**
	 * Moves time on, and runs every task that becomes due, at its time and in order.
	 * @param time how far
	 */
	public void advance(Duration time) {
		runDue(this.now + time.toNanos());
	}

	private Task submit(Runnable task, long delay) {
		Task submitted = new Task(this.now + delay, this.submitted++, task, Disposables.single());
		this.tasks.add(submitted);
		return submitted;
	}

	private void runDue(long until) {
		if (this.running) {
			return;
		}
		this.running = true;
		try {
			for (Task task = this.tasks.peek(); task != null && task.time() <= until; task = this.tasks.peek()) {
				this.tasks.remove();
				this.now = Math.max(this.now, task.time());
				if (!task.handle().isDisposed()) {
					task.work().run();
				}
			}
			this.now = Math.max(this.now, until);
		}
		finally {
			this.running = false;
		}
	}

	private record Task(long time, long number, Runnable work, Disposable handle) {

	}

	/** The same loop to Reactor's operators. */
	private final class VirtualScheduler implements Scheduler, Scheduler.Worker {

		@Override
		public Disposable schedule(Runnable task) {
			Task submitted = submit(task, 0);
			runDue(VirtualEventLoop.this.now);
			return submitted.handle();
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return submit(task, unit.toNanos(delay)).handle();
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long delay, long period, TimeUnit unit) {
			Disposable.Swap next = Disposables.swap();
			Runnable repeated = new Runnable() {

				@Override
				public void run() {
					task.run();
					next.replace(submit(this, unit.toNanos(period)).handle());
				}

			};
			next.replace(submit(repeated, unit.toNanos(delay)).handle());
			return next;
		}

		@Override
		public Worker createWorker() {
			return this;
		}

		@Override
		public long now(TimeUnit unit) {
			return unit.convert(VirtualEventLoop.this.now, TimeUnit.NANOSECONDS);
		}

		@Override
		public void dispose() {
		}

		@Override
		public boolean isDisposed() {
			return false;
		}

	}

}

package dev.torsion.conch.transport.flow;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.util.concurrent.Queues;

/**
 * Runs the tasks of one connection one after another on a pool of threads, of which it
 * has one while there are tasks and none otherwise. To MINA that is a thread of its own,
 * which never waits for a key exchange.
 */
public final class SerialScheduler implements Scheduler, Executor {

	/** How many tasks are run before other connections have their turn. */
	static final int BATCH = 64;

	private static final long RETRY_MILLIS = 250;

	private static final Log logger = LogFactory.getLog(SerialScheduler.class);

	private final Scheduler pool;

	private final ScheduledExecutorService timers;

	private final Runnable rejected;

	private final Queue<Runnable> tasks = Queues.<Runnable>unboundedMultiproducer().get();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Runnable batch = this::run;

	/**
	 * Creates the scheduler of a connection.
	 * @param pool where tasks run
	 * @param timers when those run that have a delay
	 * @param rejected told when the pool takes nothing more, or there is too little
	 * memory; what is waiting then is tried again until it does
	 */
	public SerialScheduler(Scheduler pool, ScheduledExecutorService timers, Runnable rejected) {
		this.pool = pool;
		this.timers = timers;
		this.rejected = rejected;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.offer(task);
		if (this.waiting.getAndIncrement() == 0) {
			submit();
		}
	}

	private void submit() {
		try {
			this.pool.schedule(this.batch);
		}
		// The latter if there can be no more threads
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			this.rejected.run();
			retry();
		}
	}

	private void retry() {
		try {
			this.timers.schedule(this::submit, RETRY_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The event loop has ended before the connection", ex);
		}
	}

	private void run() {
		try {
			ThreadUtils.runAsInternal(() -> {
				runSome();
				return null;
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void runSome() {
		int left = BATCH;
		int more;
		do {
			Runnable task = this.tasks.poll();
			if (task != null) {
				run(task);
			}
			more = this.waiting.decrementAndGet();
		}
		while (more > 0 && --left > 0);
		if (more > 0) {
			submit();
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			logger.error("Failed to run a task of a connection", ex);
		}
		// What follows has to run all the same, or the connection could never end, and
		// would keep the memory there is too little of
		catch (OutOfMemoryError ex) {
			this.rejected.run();
		}
	}

	@Override
	public Disposable schedule(Runnable task) {
		Task scheduled = new Task(task, null);
		execute(scheduled);
		return scheduled;
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		return after(new Task(task, null), delay, unit);
	}

	private Disposable after(Task task, long delay, TimeUnit unit) {
		task.timer = this.timers.schedule(() -> execute(task), delay, unit);
		return task;
	}

	@Override
	public Disposable schedulePeriodically(Runnable task, long delay, long period, TimeUnit unit) {
		return periodically(new Task(task, null), delay, period, unit);
	}

	private Disposable periodically(Task task, long delay, long period, TimeUnit unit) {
		task.timer = this.timers.scheduleAtFixedRate(() -> execute(task), delay, period, unit);
		return task;
	}

	@Override
	public Worker createWorker() {
		return new SerialWorker();
	}

	@Override
	public void dispose() {
		// It has nothing of its own, and is needed to the end of the connection
	}

	/** One that can be cancelled until it is run. */
	private static final class Task implements Runnable, Disposable {

		private final Runnable task;

		private final @Nullable SerialWorker worker;

		private volatile boolean disposed;

		private volatile @Nullable Future<?> timer;

		Task(Runnable task, @Nullable SerialWorker worker) {
			this.task = task;
			this.worker = worker;
		}

		@Override
		public void run() {
			if (!isDisposed()) {
				this.task.run();
			}
			else {
				dispose();
			}
		}

		@Override
		public void dispose() {
			this.disposed = true;
			Future<?> timer = this.timer;
			if (timer != null) {
				timer.cancel(false);
			}
		}

		@Override
		public boolean isDisposed() {
			return this.disposed || (this.worker != null && this.worker.disposed);
		}

	}

	/** All run in the same order as everything else of the connection. */
	private final class SerialWorker implements Worker {

		private volatile boolean disposed;

		@Override
		public Disposable schedule(Runnable task) {
			if (this.disposed) {
				throw new RejectedExecutionException("The worker has been disposed of");
			}
			Task scheduled = new Task(task, this);
			execute(scheduled);
			return scheduled;
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return after(new Task(task, this), delay, unit);
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long delay, long period, TimeUnit unit) {
			return periodically(new Task(task, this), delay, period, unit);
		}

		@Override
		public void dispose() {
			this.disposed = true;
		}

		@Override
		public boolean isDisposed() {
			return this.disposed;
		}

	}

}

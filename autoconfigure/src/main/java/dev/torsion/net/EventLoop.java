package dev.torsion.net;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The event loop: timers, and blocking work with its result back on the loop. A bean of
 * this type runs on the loops shared by all servers and clients of the application;
 * {@link Transport#eventLoop()} is the one loop of that connection, on which its
 * {@link Protocol} is called. Safe to use from any thread.
 */
public interface EventLoop {

	/**
	 * Runs a task on the loop, after what is already queued there. The task must not
	 * block.
	 * @param task the task
	 */
	void execute(Runnable task);

	/**
	 * Whether the caller is on this loop, so that what it would hand over to the loop it
	 * may do at once.
	 * @return whether it is; never for a bean, which is any of the loops
	 */
	default boolean isCurrent() {
		return false;
	}

	/**
	 * Completes on the loop after a delay; cancel the subscription to cancel the timer.
	 * @param delay how long to wait
	 * @return empty, after the delay
	 */
	default Mono<Void> after(Duration delay) {
		return Mono.delay(delay, scheduler()).then();
	}

	/**
	 * Runs work that blocks (files, hashing, drivers) on a thread of the bounded pool,
	 * and delivers its outcome on the loop. The pool's threads and queue are limited by
	 * {@code network.blocking}; past that the {@code Mono} fails with
	 * {@link java.util.concurrent.RejectedExecutionException}.
	 * @param work the work; {@code null} makes the {@code Mono} complete empty
	 * @param <T> what it results in
	 * @return the result
	 */
	<T> Mono<T> blocking(Callable<? extends @Nullable T> work);

	/**
	 * The loop as a Reactor scheduler, for operators that take time ({@code timeout},
	 * {@code delayElement}); in tests its time is virtual.
	 * @return the scheduler
	 */
	Scheduler scheduler();

}

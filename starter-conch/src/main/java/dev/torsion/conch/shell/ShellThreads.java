package dev.torsion.conch.shell;

import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

import dev.torsion.conch.SshExitException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Threads for who waits for a person to type: they would keep a pool from everybody else.
 * Safe for use by many threads.
 */
public final class ShellThreads {

	private final Semaphore free;

	private final ThreadFactory threads;

	/**
	 * Creates no thread yet.
	 * @param max most threads at a time
	 * @param threads makes them, virtual ones where there are
	 */
	public ShellThreads(int max, ThreadFactory threads) {
		this.free = new Semaphore(max);
		this.threads = threads;
	}

	/**
	 * Runs what blocks on a thread of its own, which is interrupted when the subscription
	 * is cancelled.
	 * @param work what to run
	 * @return its result; fails with {@link SshExitException} if there are as many as
	 * there may be
	 */
	public Mono<Integer> run(Callable<Integer> work) {
		return Mono.create((sink) -> {
			if (!this.free.tryAcquire()) {
				sink.error(new SshExitException(1, "Too many shells are open"));
				return;
			}
			Thread thread = this.threads.newThread(() -> run(work, sink));
			sink.onCancel(thread::interrupt);
			thread.start();
		});
	}

	private void run(Callable<Integer> work, MonoSink<Integer> sink) {
		Runnable outcome;
		try {
			Integer status = work.call();
			outcome = () -> sink.success(status);
		}
		catch (Exception | Error ex) {
			outcome = () -> sink.error(ex);
		}
		this.free.release();
		outcome.run();
	}

}

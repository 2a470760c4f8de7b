package dev.torsion.cred;

import java.util.concurrent.Callable;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An event loop for tests, whose blocking work runs on a thread called {@code hashing}.
 */
public final class HashingLoop implements EventLoop {

	private final Scheduler loop = Schedulers.newSingle("loop", true);

	private final Scheduler hashing = Schedulers.newSingle("hashing", true);

	/**
	 * Makes it reject further blocking work.
	 */
	public void shutdown() {
		this.hashing.dispose();
	}

	@Override
	public void execute(Runnable task) {
		this.loop.schedule(task);
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.<T>fromCallable(work).subscribeOn(this.hashing).publishOn(this.loop);
	}

	@Override
	public Scheduler scheduler() {
		return this.loop;
	}

}

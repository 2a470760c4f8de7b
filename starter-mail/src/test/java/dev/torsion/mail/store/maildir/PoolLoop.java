package dev.torsion.mail.store.maildir;

import java.util.concurrent.Callable;

import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An event loop for tests: one thread, and a pool for what blocks.
 */
final class PoolLoop implements EventLoop, AutoCloseable {

	private final Scheduler loop = Schedulers.newSingle("loop", true);

	private final Scheduler pool = Schedulers.newBoundedElastic(32, 10_000, "pool", 60, true);

	@Override
	public void execute(Runnable task) {
		this.loop.schedule(task);
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.<T>fromCallable(work).subscribeOn(this.pool).publishOn(this.loop);
	}

	@Override
	public Scheduler scheduler() {
		return this.loop;
	}

	@Override
	public void close() {
		this.loop.dispose();
		this.pool.dispose();
	}

}

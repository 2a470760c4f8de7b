package dev.torsion.mail.store.maildir;

import java.util.concurrent.Callable;
import java.util.concurrent.Phaser;

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

	private final Phaser busy = new Phaser(1);

	private final Scheduler pool = Schedulers.newBoundedElastic(32, 10_000, "pool", 60, true);

	@Override
	public void execute(Runnable task) {
		this.loop.schedule(task);
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.defer(() -> {
			this.busy.register();
			return Mono.<T>fromCallable(work).subscribeOn(this.pool).publishOn(this.loop);
		}).doAfterTerminate(this.busy::arriveAndDeregister);
	}

	/**
	 * Waits until all blocking work is done, with all that follows from it.
	 */
	void idle() {
		this.busy.arriveAndAwaitAdvance();
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

package dev.torsion.web.autoconfigure;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import dev.torsion.net.EventLoop;

/**
 * Stands in for the event loop until that is there.
 */
final class ProvisionalLoop implements EventLoop {

	@Override
	public void execute(Runnable task) {
		Schedulers.parallel().schedule(task);
	}

	@Override
	public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
		return Mono.<T>fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Scheduler scheduler() {
		return Schedulers.parallel();
	}

}

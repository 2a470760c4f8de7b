package dev.torsion.enterprise.client.blocking;

import java.util.function.Supplier;

import dev.torsion.enterprise.client.guard.Execution;
import dev.torsion.enterprise.client.guard.Guard;
import dev.torsion.enterprise.client.guard.GuardedConnection;
import dev.torsion.enterprise.client.guard.GuardedResult;
import dev.torsion.enterprise.client.guard.Guards;
import dev.torsion.enterprise.client.guard.Reading;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a driver that blocks do so on a pool of threads, and each connection on one of
 * them at a time.
 */
public final class BlockingGuard implements Guard, Reading {

	private final Scheduler thread;

	private BlockingGuard(Scheduler pool) {
		this.thread = Schedulers.fromExecutor(new SerialExecutor(pool), true);
	}

	/**
	 * Guards for a driver that blocks.
	 * @param pool the threads
	 * @return the guards
	 */
	public static Guards on(Scheduler pool) {
		return (factory) -> Mono.defer(() -> {
			BlockingGuard guard = new BlockingGuard(pool);
			return guard.follow(Mono.defer(() -> Mono.from(factory.create())))
				.next()
				.map((connection) -> new GuardedConnection(connection, guard));
		});
	}

	@Override
	public <T> Flux<T> command(Supplier<? extends Publisher<T>> command) {
		return follow(Flux.defer(command));
	}

	@Override
	public Flux<Result> results(Execution execution) {
		return follow(Flux.<Result>defer(() -> Flux.from(execution.results().get())))
			.map((result) -> new GuardedResult(result, this));
	}

	@Override
	public Mono<Boolean> validity(ValidationDepth depth, Supplier<? extends Publisher<Boolean>> validate) {
		return command(validate).next();
	}

	@Override
	public Mono<Void> closing(Supplier<? extends Publisher<Void>> close) {
		return command(close).then();
	}

	@Override
	public Mono<Void> idle() {
		return Mono.<Void>empty().subscribeOn(this.thread);
	}

	@Override
	public <T> Flux<T> follow(Publisher<T> values) {
		return Flux.from(values).subscribeOn(this.thread);
	}

	@Override
	public boolean isAbandoned() {
		return false;
	}

}

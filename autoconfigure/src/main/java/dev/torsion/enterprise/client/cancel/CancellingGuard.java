package dev.torsion.enterprise.client.cancel;

import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.torsion.enterprise.client.guard.Guard;
import dev.torsion.enterprise.client.guard.GuardedConnection;
import dev.torsion.enterprise.client.guard.Guards;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Stops a statement whose results are cancelled, and lets what follows on its connection
 * wait until it has stopped.
 */
public final class CancellingGuard implements Guard {

	private final Interrupter interrupter;

	private final Scheduler scheduler;

	private volatile @Nullable Settling settling;

	CancellingGuard(Interrupter interrupter, Scheduler scheduler) {
		this.interrupter = interrupter;
		this.scheduler = scheduler;
	}

	/**
	 * Guards for a driver that can stop statements.
	 * @param interrupters how those of a connection are stopped
	 * @return the guards
	 */
	public static Guards by(BiFunction<ConnectionFactory, Connection, Interrupter> interrupters) {
		return (factory) -> Mono.from(factory.create())
			.map((connection) -> new GuardedConnection(connection,
					new CancellingGuard(interrupters.apply(factory, connection), scheduler(connection))));
	}

	private static Scheduler scheduler(Connection connection) {
		Scheduler loop = (connection instanceof Wrapped<?> wrapped) ? wrapped.unwrap(Scheduler.class) : null;
		return (loop != null) ? loop : Schedulers.parallel();
	}

	@Override
	public <T> Flux<T> command(Supplier<? extends Publisher<T>> command) {
		return afterwards(() -> new Run(this, Run.Kind.COMMAND).follow(command.get()));
	}

	@Override
	public Flux<Result> results(Supplier<? extends Publisher<? extends Result>> execution, boolean inPortions) {
		return afterwards(() -> {
			Run run = new Run(this,
					(inPortions && this.interrupter.isPortioning()) ? Run.Kind.PORTIONS : Run.Kind.STATEMENT);
			return run.results(execution.get());
		});
	}

	/**
	 * The answer is waited for to its end, which a cancellation after the value is not.
	 */
	@Override
	public Mono<Boolean> validity(ValidationDepth depth, Supplier<? extends Publisher<Boolean>> validate) {
		return (depth == ValidationDepth.LOCAL) ? Mono.defer(() -> Mono.from(validate.get()))
				: command(validate).last(false);
	}

	@Override
	public Mono<Void> closing(Supplier<? extends Publisher<Void>> close) {
		return Mono.defer(() -> Mono.from(close.get()));
	}

	@Override
	public Mono<Void> idle() {
		return Mono.defer(() -> {
			Settling settling = this.settling;
			return (settling != null) ? settled(settling) : Mono.empty();
		});
	}

	private <T> Flux<T> afterwards(Supplier<? extends Publisher<T>> next) {
		return Flux.defer(() -> {
			Settling settling = this.settling;
			return (settling != null) ? settled(settling).thenMany(afterwards(next)) : next.get();
		});
	}

	/** After a failure the connection is of no more use, so that is not forgotten. */
	private Mono<Void> settled(Settling settling) {
		return settling.settled().doOnSuccess((settled) -> {
			if (this.settling == settling) {
				this.settling = null;
			}
		});
	}

	Settling settle(boolean stoppable, Runnable unread) {
		Settling settling = new Settling(stoppable ? this.interrupter : null, unread, this.scheduler);
		this.settling = settling;
		return settling;
	}

	void echo(Runnable answered) {
		this.interrupter.echo().subscribe(null, (error) -> answered.run(), answered);
	}

}

package dev.torsion.enterprise.client.cancel;

import java.util.function.Supplier;

import dev.torsion.enterprise.client.guard.Execution;
import dev.torsion.enterprise.client.guard.Guard;
import dev.torsion.enterprise.client.guard.GuardedConnection;
import dev.torsion.enterprise.client.guard.Guards;
import io.r2dbc.spi.Connection;
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

	private volatile @Nullable Run last;

	CancellingGuard(Interrupter interrupter, Scheduler scheduler) {
		this.interrupter = interrupter;
		this.scheduler = scheduler;
	}

	/**
	 * Guards for PostgreSQL's driver.
	 * @return the guards
	 */
	public static Guards postgres() {
		return (factory) -> Mono.from(factory.create())
			.map((connection) -> guarded(connection, PostgresInterrupter.of(connection)));
	}

	/**
	 * Guards for MariaDB's driver.
	 * @return the guards
	 */
	public static Guards mariaDb() {
		return (factory) -> Mono.from(factory.create())
			.map((connection) -> guarded(connection, MariaDbInterrupter.of(factory, connection)));
	}

	private static Connection guarded(Connection connection, Interrupter interrupter) {
		return new GuardedConnection(connection, new CancellingGuard(interrupter, scheduler(connection)));
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
	public Flux<Result> results(Execution execution) {
		return afterwards(() -> {
			Run run = new Run(this, this.interrupter.kind(execution));
			this.last = run;
			return run.results(execution.results().get());
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
			Settling settling = current();
			return (settling != null) ? settled(settling) : Mono.empty();
		});
	}

	private <T> Flux<T> afterwards(Supplier<? extends Publisher<T>> next) {
		return Flux.defer(() -> {
			Settling settling = current();
			return (settling != null) ? settled(settling).thenMany(afterwards(next)) : next.get();
		});
	}

	private @Nullable Settling current() {
		Run run = this.last;
		if (run != null) {
			this.last = null;
			run.forsake();
		}
		return this.settling;
	}

	/** After a failure the connection is of no more use, so that is not forgotten. */
	private Mono<Void> settled(Settling settling) {
		return settling.settled().doOnSuccess((settled) -> {
			if (this.settling == settling) {
				this.settling = null;
			}
		});
	}

	Settling settle(boolean stoppable) {
		Settling settling = new Settling(stoppable ? this.interrupter : null, this.scheduler);
		this.settling = settling;
		return settling;
	}

	void echo(Runnable answered) {
		this.interrupter.echo().subscribe(null, (error) -> answered.run(), answered);
	}

}

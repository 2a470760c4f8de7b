package dev.torsion.enterprise.client.cancel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The wait for a run that nobody reads any more: a moment for it to end by itself, then
 * until it was stopped.
 */
final class Settling {

	/** How long a run may take to end by itself. */
	private static final Duration GRACE = Duration.ofMillis(10);

	/** A request may have come too early, before the statement has begun. */
	private static final Duration AGAIN = Duration.ofMillis(500);

	private static final int TRIES = 20;

	private static final Duration LONGEST = Duration.ofSeconds(15);

	private final @Nullable Interrupter interrupter;

	private final AtomicBoolean decided = new AtomicBoolean();

	private final Sinks.Empty<Void> over = Sinks.empty();

	private final Sinks.Empty<Void> settled = Sinks.empty();

	private final Disposable timer;

	/**
	 * Begins to wait.
	 * @param interrupter how it is stopped, if it may be
	 * @param scheduler where time is measured
	 */
	Settling(@Nullable Interrupter interrupter, Scheduler scheduler) {
		this.interrupter = interrupter;
		this.timer = scheduler.schedule(this::stop, GRACE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * What was to come on the connection may come now.
	 */
	Mono<Void> settled() {
		return this.settled.asMono();
	}

	/** The run has ended. */
	void over() {
		if (this.decided.compareAndSet(false, true)) {
			this.timer.dispose();
			this.settled.tryEmitEmpty();
		}
		else {
			this.over.tryEmitEmpty();
		}
	}

	private void stop() {
		if (this.decided.compareAndSet(false, true)) {
			stopped().timeout(LONGEST)
				.subscribe(null, (error) -> this.settled.tryEmitError(unstoppable(error)), this.settled::tryEmitEmpty);
		}
	}

	private Mono<Void> stopped() {
		Interrupter interrupter = this.interrupter;
		if (interrupter == null) {
			return this.over.asMono();
		}
		return interrupter.interrupt()
			.then(this.over.asMono().timeout(AGAIN, Mono.error(NotYet::new)))
			.retryWhen(Retry.max(TRIES).filter(NotYet.class::isInstance))
			.then(interrupter.forget());
	}

	private static R2dbcNonTransientResourceException unstoppable(Throwable cause) {
		return new R2dbcNonTransientResourceException("A cancelled statement could not be stopped", cause);
	}

	/** It still runs. */
	private static final class NotYet extends TimeoutException {

		private static final long serialVersionUID = 1L;

	}

}

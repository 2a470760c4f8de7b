package dev.torsion.enterprise.client.cancel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.torsion.enterprise.client.guard.GuardedResult;
import dev.torsion.enterprise.client.guard.Reading;
import io.r2dbc.spi.Result;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One execution of a statement, or one command, on a connection: who still reads it, and
 * what of it has not ended.
 */
final class Run implements Reading {

	/** In the upper half what has not ended, in the lower half what somebody wants. */
	private static final int UNENDED = 1 << 16;

	private static final int WANTED = 1;

	/** Reactor's key for what is done with errors that nobody can be told any more. */
	private static final String DROPPED_ERRORS = "reactor.onErrorDropped.local";

	private final CancellingGuard guard;

	private final Kind kind;

	private final AtomicInteger open = new AtomicInteger();

	/**
	 * The last result, until somebody reads it: who wants one only cancels the others.
	 */
	private final AtomicReference<@Nullable Result> unread = new AtomicReference<>();

	private volatile @Nullable Watch<?> results;

	private volatile @Nullable Settling settling;

	enum Kind {

		/** Not to be stopped in the middle. */
		COMMAND,

		/** Runs when it is executed, and comes to an end when its results are read. */
		STATEMENT,

		/** Runs when its result is read. */
		LAZY,

		/** The driver has to be told not to fetch any more of its results. */
		PORTIONS

	}

	Run(CancellingGuard guard, Kind kind) {
		this.guard = guard;
		this.kind = kind;
	}

	Flux<Result> results(Publisher<? extends Result> results) {
		return new Watched<Result>(results, this, Run::drain).map((result) -> {
			if (this.unread.getAndSet(result) == null) {
				this.open.addAndGet(WANTED);
			}
			return new GuardedResult(result, this);
		});
	}

	@Override
	public <T> Flux<T> follow(Publisher<T> values) {
		return new Watched<>(values, this, null);
	}

	@Override
	public boolean isAbandoned() {
		return (this.open.get() & (UNENDED - 1)) == 0;
	}

	void opened(Watch<?> watch) {
		if (watch.isOfResults()) {
			this.results = watch;
			this.open.addAndGet(UNENDED + WANTED);
		}
		else {
			this.open.addAndGet((this.unread.getAndSet(null) != null) ? UNENDED : UNENDED + WANTED);
		}
	}

	void ended(Watch<?> watch, boolean read) {
		if (watch.isOfResults()) {
			this.results = null;
		}
		int left = this.open.addAndGet(read ? -UNENDED - WANTED : -UNENDED);
		Settling settling = this.settling;
		if (left == 0 && settling != null) {
			settling.over();
		}
	}

	/**
	 * Reads to the end what is cancelled. Only what comes first has to be told to a
	 * driver that fetches in portions; what comes after it drivers do not release.
	 */
	void cancelled(Watch<?> watch) {
		this.open.addAndGet(-WANTED);
		Watch<?> results = this.results;
		if (this.kind != Kind.PORTIONS || !isAbandoned()) {
			watch.drain();
		}
		else if (results == null || results == watch) {
			watch.stop();
		}
		else {
			results.stop();
			watch.drain();
		}
		settleIfAbandoned();
	}

	/** Something else is to come on the connection: who has not read by now does not. */
	void forsake() {
		Result result = (this.results == null || !this.results.isRead()) ? this.unread.getAndSet(null) : null;
		if (result != null) {
			this.open.addAndGet(-WANTED);
			if (this.kind == Kind.STATEMENT) {
				drain(result);
			}
			settleIfAbandoned();
		}
	}

	private void settleIfAbandoned() {
		if (!isAbandoned() || this.open.get() == 0) {
			return;
		}
		Settling settling = this.guard.settle(this.kind != Kind.COMMAND);
		this.settling = settling;
		if (this.kind == Kind.PORTIONS) {
			this.guard.echo(settling::over);
		}
		else if (this.open.get() == 0) {
			settling.over();
		}
	}

	private static void drain(Result result) {
		Flux.from(result.getRowsUpdated()).onErrorComplete().subscribe();
	}

	/**
	 * A driver that is told to cancel throws away results without reading them, and
	 * reports the error of what was stopped; both to whoever is in the context.
	 */
	Context context(Context context) {
		return (this.kind == Kind.PORTIONS) ? Operators.enableOnDiscard(context, Run::discard)
			.put(DROPPED_ERRORS, (Consumer<Throwable>) (error) -> {
			}) : context;
	}

	private static void discard(Object discarded) {
		if (discarded instanceof Result result) {
			drain(result);
		}
	}

}

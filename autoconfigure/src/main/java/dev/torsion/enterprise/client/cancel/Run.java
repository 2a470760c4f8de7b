package dev.torsion.enterprise.client.cancel;

import java.util.concurrent.atomic.AtomicInteger;
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

	/** In the upper half what has not ended, in the lower half what somebody reads. */
	private static final int UNENDED = 1 << 16;

	private static final int READ = 1;

	/** Reactor's key for what is done with errors that nobody can be told any more. */
	private static final String DROPPED_ERRORS = "reactor.onErrorDropped.local";

	private final CancellingGuard guard;

	private final Kind kind;

	private final AtomicInteger open = new AtomicInteger();

	private volatile @Nullable Settling settling;

	private volatile @Nullable Result unread;

	private volatile boolean allResults;

	enum Kind {

		/** Not to be stopped in the middle. */
		COMMAND,

		/** Its results come to an end by being read. */
		STATEMENT,

		/** The driver has to be told not to fetch any more of its results. */
		PORTIONS

	}

	Run(CancellingGuard guard, Kind kind) {
		this.guard = guard;
		this.kind = kind;
	}

	Flux<Result> results(Publisher<? extends Result> results) {
		return new Watched<Result>(results, this, Run::drain).map((result) -> {
			this.unread = result;
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

	/**
	 * A result may be read after the results were cancelled: who wants one only does so.
	 */
	void opened() {
		this.open.addAndGet(UNENDED + READ);
		this.unread = null;
		Settling settling = this.settling;
		if (settling != null) {
			settling.over();
		}
	}

	void ended(Watch<?> watch, boolean read) {
		this.allResults |= watch.isOfResults();
		int left = this.open.addAndGet(read ? -UNENDED - READ : -UNENDED);
		Settling settling = this.settling;
		if (left == 0 && settling != null) {
			settling.over();
		}
	}

	/**
	 * Only what comes last before the driver has to be told: what lies before it is read
	 * to the end, because drivers do not release what is cancelled there.
	 */
	void cancelled(Watch<?> watch) {
		int left = this.open.addAndGet(-READ);
		if (this.kind == Kind.PORTIONS && (watch.isOfResults() || this.allResults)) {
			watch.stop();
		}
		else {
			watch.drain();
			left = this.open.get();
		}
		if ((left & (UNENDED - 1)) == 0 && left != 0) {
			settle();
		}
	}

	private void settle() {
		Settling settling = this.guard.settle(this.kind != Kind.COMMAND, this::drainUnread);
		this.settling = settling;
		if (this.kind == Kind.PORTIONS) {
			this.guard.echo(settling::over);
		}
		else if (!isAbandoned() || this.open.get() == 0) {
			settling.over();
		}
	}

	/** Whoever it was for has gone, and the rest of the answer lies behind it. */
	private void drainUnread() {
		Result result = this.unread;
		if (result != null) {
			drain(result);
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

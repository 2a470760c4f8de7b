package dev.torsion.enterprise.lending;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import io.r2dbc.spi.Connection;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * One request for a connection: cancelled, or fulfilled, but never both.
 */
final class Acquisition extends AtomicReference<Acquisition.State> implements CoreSubscriber<Connection>, Subscription {

	private static final long serialVersionUID = 1L;

	private final transient CoreSubscriber<? super Connection> subscriber;

	private transient @Nullable Subscription pool;

	enum State {

		WAITING, CANCELLED, OVER

	}

	Acquisition(CoreSubscriber<? super Connection> subscriber) {
		super(State.WAITING);
		this.subscriber = subscriber;
	}

	@Override
	public Context currentContext() {
		return this.subscriber.currentContext();
	}

	@Override
	public void onSubscribe(Subscription pool) {
		this.pool = pool;
		this.subscriber.onSubscribe(this);
	}

	@Override
	public void onNext(Connection connection) {
		if (compareAndSet(State.WAITING, State.OVER)) {
			this.subscriber.onNext(connection);
			this.subscriber.onComplete();
		}
		else {
			Mono.from(connection.close()).onErrorComplete().subscribe();
		}
	}

	@Override
	public void onError(Throwable error) {
		if (compareAndSet(State.WAITING, State.OVER)) {
			this.subscriber.onError(error);
		}
	}

	@Override
	public void onComplete() {
		if (compareAndSet(State.WAITING, State.OVER)) {
			this.subscriber.onComplete();
		}
	}

	@Override
	public void request(long n) {
		Subscription pool = this.pool;
		if (pool != null) {
			pool.request(n);
		}
	}

	@Override
	public void cancel() {
		Subscription pool = this.pool;
		if (compareAndSet(State.WAITING, State.CANCELLED) && pool != null) {
			pool.cancel();
		}
	}

	/** Cancels it, and tells the subscriber so. */
	void abandon() {
		Subscription pool = this.pool;
		if (compareAndSet(State.WAITING, State.CANCELLED) && pool != null) {
			pool.cancel();
			this.subscriber.onError(new CancellationException("The connection is not wanted any more"));
		}
	}

}

package dev.torsion.enterprise.client.cancel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One subscription to what a driver publishes. When it is cancelled it reads to the end
 * without its subscriber, unless the driver has to be told.
 *
 * @param <T> what is published
 */
final class Watch<T> extends AtomicReference<Watch.State> implements CoreSubscriber<T>, Subscription {

	private static final long serialVersionUID = 1L;

	private final transient CoreSubscriber<? super T> subscriber;

	private final transient Run run;

	private final transient @Nullable Consumer<? super T> drop;

	private final transient Context context;

	private transient @Nullable Subscription source;

	enum State {

		READING, CANCELLED, OVER

	}

	Watch(CoreSubscriber<? super T> subscriber, Run run, @Nullable Consumer<? super T> drop) {
		super(State.READING);
		this.subscriber = subscriber;
		this.run = run;
		this.drop = drop;
		this.context = run.context(subscriber.currentContext());
	}

	/** Whether it publishes results, and not what is read of one. */
	boolean isOfResults() {
		return this.drop != null;
	}

	boolean isRead() {
		return get() == State.READING;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	@Override
	public void onSubscribe(Subscription source) {
		this.source = source;
		this.subscriber.onSubscribe(this);
	}

	@Override
	public void onNext(T value) {
		if (get() == State.READING) {
			this.subscriber.onNext(value);
		}
		else if (this.drop != null) {
			this.drop.accept(value);
		}
	}

	@Override
	public void onError(Throwable error) {
		if (ended()) {
			this.subscriber.onError(error);
		}
	}

	@Override
	public void onComplete() {
		if (ended()) {
			this.subscriber.onComplete();
		}
	}

	private boolean ended() {
		State before = getAndSet(State.OVER);
		this.run.ended(this, before == State.READING);
		return before == State.READING;
	}

	@Override
	public void request(long n) {
		source().request(n);
	}

	@Override
	public void cancel() {
		if (compareAndSet(State.READING, State.CANCELLED)) {
			this.run.cancelled(this);
		}
	}

	/** Takes the rest, for nobody. */
	void drain() {
		source().request(Long.MAX_VALUE);
	}

	/** Lets the driver end it. */
	void stop() {
		source().cancel();
	}

	private Subscription source() {
		return (this.source != null) ? this.source : Operators.emptySubscription();
	}

}

package dev.torsion.net;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Runs the steps of one conversation on its event loop, each begun when the last has
 * completed. A step that completes at once goes round a loop, so that a thousand
 * pipelined commands need neither stack nor allocation.
 */
final class Steps implements CoreSubscriber<Void> {

	/**
	 * Where the steps come from, and who is told of their outcome; called on the loop.
	 */
	interface Source {

		/**
		 * Begins the next step.
		 * @return the step, or {@code null} if there is nothing to do now
		 */
		@Nullable Mono<Void> next();

		/**
		 * A step has failed.
		 * @param cause why
		 */
		void failed(Throwable cause);

		/**
		 * No step can be begun now.
		 * @param underWay whether that is because one has not completed
		 */
		void settled(boolean underWay);

	}

	private final EventExecutor executor;

	private final Source source;

	private volatile Context context = Context.empty();

	private @Nullable Subscription subscription;

	private boolean underWay;

	private boolean advancing;

	Steps(EventExecutor executor, Source source) {
		this.executor = executor;
		this.source = source;
	}

	/** What steps find in Reactor's context. */
	void setContext(Context context) {
		this.context = context;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	boolean isUnderWay() {
		return this.underWay;
	}

	boolean isAdvancing() {
		return this.advancing;
	}

	void advance() {
		if (this.advancing) {
			return;
		}
		this.advancing = true;
		try {
			while (!this.underWay && begin()) {
				continue;
			}
		}
		finally {
			this.advancing = false;
		}
		this.source.settled(this.underWay);
	}

	void stop() {
		Subscription current = this.subscription;
		this.subscription = Operators.cancelledSubscription();
		if (current != null) {
			current.cancel();
		}
	}

	private boolean begin() {
		Mono<Void> step;
		try {
			step = this.source.next();
		}
		catch (RuntimeException ex) {
			this.source.failed(ex);
			return true;
		}
		if (step == null) {
			return false;
		}
		if (step != Mono.<Void>empty()) {
			this.underWay = true;
			step.subscribe(this);
		}
		return true;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.subscription == Operators.cancelledSubscription()) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(Void nothing) {
	}

	@Override
	public void onComplete() {
		ended(null);
	}

	@Override
	public void onError(Throwable cause) {
		ended(cause);
	}

	private void ended(@Nullable Throwable cause) {
		if (!this.executor.inEventLoop()) {
			this.executor.execute(() -> ended(cause));
			return;
		}
		if (this.subscription == Operators.cancelledSubscription()) {
			return;
		}
		this.subscription = null;
		this.underWay = false;
		if (cause != null) {
			this.source.failed(cause);
		}
		advance();
	}

}

package dev.torsion.mail.smtp.session.message;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Comes back to the event loop from wherever others have gone; who has not left it goes
 * on at once. To be subscribed to on the loop.
 *
 * @param <T> the type of the result
 */
public final class OnLoop<T> extends MonoOperator<T, T> {

	private final Scheduler loop;

	private OnLoop(Mono<T> result, Scheduler loop) {
		super(result);
		this.loop = loop;
	}

	/**
	 * Goes on where sessions live.
	 * @param <T> the type of the result
	 * @param result what others have promised
	 * @param loop the event loop of the connection
	 * @return the same on the loop; at once, if it is there already
	 */
	public static <T> Mono<T> of(Mono<T> result, Scheduler loop) {
		return (result instanceof Callable) ? result : new OnLoop<>(result, loop);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.source.subscribe(new Return<>(actual, this.loop));
	}

	private static final class Return<T> implements CoreSubscriber<T> {

		private final CoreSubscriber<? super T> actual;

		private final Scheduler loop;

		private final Thread home = Thread.currentThread();

		private @Nullable T value;

		private Return(CoreSubscriber<? super T> actual, Scheduler loop) {
			this.actual = actual;
			this.loop = loop;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.actual.onSubscribe(subscription);
		}

		@Override
		public void onNext(T value) {
			this.value = value;
		}

		@Override
		public void onError(Throwable failure) {
			go(() -> this.actual.onError(failure));
		}

		@Override
		public void onComplete() {
			go(this::succeed);
		}

		private void succeed() {
			T result = this.value;
			if (result != null) {
				this.actual.onNext(result);
			}
			this.actual.onComplete();
		}

		private void go(Runnable step) {
			if (Thread.currentThread() == this.home) {
				step.run();
				return;
			}
			try {
				this.loop.schedule(step);
			}
			catch (RejectedExecutionException ex) {
				this.actual.onError(ex);
			}
		}

	}

}

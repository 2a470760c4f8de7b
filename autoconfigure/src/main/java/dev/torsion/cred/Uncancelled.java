package dev.torsion.cred;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Something that is carried through once it has begun, whether or not anybody still waits
 * for it.
 *
 * @param <T> what comes of it
 */
public final class Uncancelled<T> extends Mono<T> {

	private final Mono<T> source;

	private final Runnable notBegun;

	private final Consumer<? super T> unwanted;

	/**
	 * Carries a thing through.
	 * @param source the thing
	 * @param notBegun is run when it will not begin, because nobody waited already
	 * @param unwanted takes what comes of it when nobody waits any more
	 */
	public Uncancelled(Mono<T> source, Runnable notBegun, Consumer<? super T> unwanted) {
		this.source = source;
		this.notBegun = notBegun;
		this.unwanted = unwanted;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> waiting) {
		waiting.onSubscribe(new Passage(waiting));
	}

	private enum State {

		NEW, BEGUN, DONE, CANCELLED

	}

	private final class Passage implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> waiting;

		private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

		Passage(CoreSubscriber<? super T> waiting) {
			this.waiting = waiting;
		}

		@Override
		public void request(long count) {
			if (this.state.compareAndSet(State.NEW, State.BEGUN)) {
				Uncancelled.this.source.subscribe(this);
			}
		}

		@Override
		public void cancel() {
			if (this.state.compareAndSet(State.NEW, State.CANCELLED)) {
				Uncancelled.this.notBegun.run();
			}
			else {
				this.state.compareAndSet(State.BEGUN, State.CANCELLED);
			}
		}

		@Override
		public Context currentContext() {
			return this.waiting.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(T value) {
			if (end()) {
				this.waiting.onNext(value);
				this.waiting.onComplete();
			}
			else {
				Uncancelled.this.unwanted.accept(value);
			}
		}

		@Override
		public void onError(Throwable cause) {
			if (end()) {
				this.waiting.onError(cause);
			}
		}

		@Override
		public void onComplete() {
			if (end()) {
				this.waiting.onComplete();
			}
		}

		private boolean end() {
			return this.state.compareAndSet(State.BEGUN, State.DONE);
		}

	}

}

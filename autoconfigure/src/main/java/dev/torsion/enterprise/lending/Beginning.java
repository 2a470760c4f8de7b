package dev.torsion.enterprise.lending;

import java.util.concurrent.atomic.AtomicBoolean;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;

/**
 * The begin of a transaction. When it is cancelled, it waits for a connection no longer;
 * but if it has one already it goes on, and the transaction is rolled back.
 */
final class Beginning extends Mono<ReactiveTransaction> {

	private final Mono<ReactiveTransaction> begin;

	private final ReactiveTransactionManager spring;

	Beginning(Mono<ReactiveTransaction> begin, ReactiveTransactionManager spring) {
		this.begin = begin;
		this.spring = spring;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ReactiveTransaction> subscriber) {
		this.begin.subscribe(new Begin(subscriber, this.spring));
	}

	private static final class Begin implements CoreSubscriber<ReactiveTransaction>, Subscription {

		private final CoreSubscriber<? super ReactiveTransaction> subscriber;

		private final ReactiveTransactionManager spring;

		private final Claim claim = new Claim();

		private final Context context;

		private final AtomicBoolean over = new AtomicBoolean();

		Begin(CoreSubscriber<? super ReactiveTransaction> subscriber, ReactiveTransactionManager spring) {
			this.subscriber = subscriber;
			this.spring = spring;
			this.context = subscriber.currentContext().put(Claim.class, this.claim);
		}

		@Override
		public Context currentContext() {
			return this.context;
		}

		@Override
		public void onSubscribe(Subscription begin) {
			this.subscriber.onSubscribe(this);
			begin.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(ReactiveTransaction transaction) {
			if (this.over.compareAndSet(false, true)) {
				this.subscriber.onNext(transaction);
				this.subscriber.onComplete();
			}
			else {
				this.spring.rollback(transaction)
					.contextWrite(this.subscriber.currentContext())
					.onErrorComplete()
					.subscribe();
			}
		}

		@Override
		public void onError(Throwable error) {
			if (this.over.compareAndSet(false, true)) {
				this.subscriber.onError(error);
			}
		}

		@Override
		public void onComplete() {
			if (this.over.compareAndSet(false, true)) {
				this.subscriber.onComplete();
			}
		}

		@Override
		public void request(long n) {
			// There is one, and it comes when it comes
		}

		@Override
		public void cancel() {
			if (this.over.compareAndSet(false, true)) {
				this.claim.abandon();
			}
		}

	}

}

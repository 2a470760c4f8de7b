package dev.torsion.enterprise;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.QueryTimeoutException;

/**
 * When something has to have completed, counted from subscription.
 *
 * @param limit the time; no limit if {@code null}
 */
record Deadline(@Nullable Duration limit) {

	private static final Deadline NONE = new Deadline(null);

	static Deadline none() {
		return NONE;
	}

	static Deadline in(Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException("A time limit is longer than 0: " + limit);
		}
		return new Deadline(limit);
	}

	<T> Flux<T> hold(Flux<T> results) {
		Duration limit = this.limit;
		return (limit == null) ? results : Flux.defer(() -> {
			AtomicBoolean expired = new AtomicBoolean();
			return results.takeUntilOther(Mono.delay(limit).doOnNext((tick) -> expired.set(true)))
				.concatWith(Mono.defer(() -> expired.get() ? expiry(limit) : Mono.empty()));
		});
	}

	<T> Mono<T> hold(Mono<T> result) {
		Duration limit = this.limit;
		return (limit == null) ? result : result.timeout(limit, Mono.defer(() -> expiry(limit)));
	}

	private static <T> Mono<T> expiry(Duration limit) {
		return Mono.error(new QueryTimeoutException("Not completed within " + limit.toMillis() + " ms"));
	}

}

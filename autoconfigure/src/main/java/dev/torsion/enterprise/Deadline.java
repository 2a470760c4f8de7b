package dev.torsion.enterprise;

import java.time.Duration;

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
		return (this.limit != null) ? results.takeUntilOther(expiry(this.limit)) : results;
	}

	<T> Mono<T> hold(Mono<T> result) {
		return (this.limit != null) ? result.takeUntilOther(expiry(this.limit)) : result;
	}

	private static Mono<Void> expiry(Duration limit) {
		return Mono.delay(limit)
			.then(Mono.error(() -> new QueryTimeoutException("Not completed within " + limit.toMillis() + " ms")));
	}

}

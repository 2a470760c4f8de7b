package dev.torsion.enterprise;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * An operation by Spring's client.
 *
 * @param spec the statement with what is bound so far
 * @param deadline when it has to have completed
 */
record R2dbcOperation(GenericExecuteSpec spec, Deadline deadline) implements Operation {

	@Override
	public Operation bind(String name, Object value) {
		return new R2dbcOperation(this.spec.bind(name, value), this.deadline);
	}

	@Override
	public <T> Operation bind(String name, @Nullable T value, Class<T> type) {
		return new R2dbcOperation((value != null) ? this.spec.bind(name, value) : this.spec.bindNull(name, type),
				this.deadline);
	}

	@Override
	public Operation timeout(Duration limit) {
		return new R2dbcOperation(this.spec, Deadline.in(limit));
	}

	@Override
	public Mono<Long> run() {
		return this.deadline.hold(this.spec.fetch().rowsUpdated().onErrorMap(DataErrors::translate));
	}

}

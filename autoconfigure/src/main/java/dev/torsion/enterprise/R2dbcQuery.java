package dev.torsion.enterprise;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.beans.BeanUtils;
import org.springframework.r2dbc.core.DataClassRowMapper;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A query by Spring's client.
 *
 * @param spec the statement with what is bound so far
 * @param deadline when it has to have completed
 */
record R2dbcQuery(GenericExecuteSpec spec, Deadline deadline) implements Query {

	@Override
	public Query bind(String name, Object value) {
		return new R2dbcQuery(this.spec.bind(name, value), this.deadline);
	}

	@Override
	public <T> Query bind(String name, @Nullable T value, Class<T> type) {
		return new R2dbcQuery((value != null) ? this.spec.bind(name, value) : this.spec.bindNull(name, type),
				this.deadline);
	}

	@Override
	public Query fetchSize(int rows) {
		return new R2dbcQuery(this.spec.filter((statement, next) -> next.execute(statement.fetchSize(rows))),
				this.deadline);
	}

	@Override
	public Query timeout(Duration limit) {
		return new R2dbcQuery(this.spec, Deadline.in(limit));
	}

	@Override
	public <T> Flux<T> map(Function<? super Readable, ? extends T> mapper) {
		Function<Readable, T> function = mapper::apply;
		return finished(this.spec.map(function).all());
	}

	@Override
	public <T> Flux<T> as(Class<T> type) {
		return BeanUtils.isSimpleValueType(type) ? finished(this.spec.mapValue(type).all())
				: map(new DataClassRowMapper<>(type));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> rows() {
		return finished(this.spec.fetch().all());
	}

	private <T> Flux<T> finished(Flux<T> rows) {
		return this.deadline.hold(rows.onErrorMap(DataErrors::translate));
	}

}

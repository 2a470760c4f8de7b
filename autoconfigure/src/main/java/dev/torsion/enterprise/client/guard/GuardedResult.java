package dev.torsion.enterprise.client.guard;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.reactivestreams.Publisher;

/**
 * A result of a driver, whose reading is followed.
 *
 * @param result the driver's
 * @param reading follows it
 */
public record GuardedResult(Result result, Reading reading) implements Result {

	@Override
	public Publisher<Long> getRowsUpdated() {
		return this.reading.follow(this.result.getRowsUpdated());
	}

	/** What is thrown away need not be read; the value is never seen. */
	@Override
	@SuppressWarnings("unchecked")
	public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapper) {
		return (Publisher<T>) this.reading.follow(this.result
			.<Object>map((row, metadata) -> this.reading.isAbandoned() ? this : mapper.apply(row, metadata)));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapper) {
		return (Publisher<T>) this.reading
			.follow(this.result.<Object>map((readable) -> this.reading.isAbandoned() ? this : mapper.apply(readable)));
	}

	@Override
	public Result filter(Predicate<Segment> filter) {
		return new GuardedResult(this.result.filter(filter), this.reading);
	}

	@Override
	public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapper) {
		Publisher<T> values = this.result.flatMap(mapper);
		return this.reading.follow(values);
	}

}

package dev.torsion.enterprise;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A statement that answers with rows. Immutable: each call returns another one.
 */
public interface Query {

	/**
	 * Binds a parameter.
	 * @param name its name, without the colon
	 * @param value its value; a collection for {@code in (:name)}
	 * @return the query with it
	 */
	Query bind(String name, Object value);

	/**
	 * Binds a parameter that may be null.
	 * @param name its name, without the colon
	 * @param value its value
	 * @param type its type
	 * @param <T> its type
	 * @return the query with it
	 */
	<T> Query bind(String name, @Nullable T value, Class<T> type);

	/**
	 * Asks the database for that many rows at a time, instead of for all at once: for
	 * results that do not fit into memory and readers that are slow.
	 * @param rows how many rows
	 * @return the query with it
	 */
	Query fetchSize(int rows);

	/**
	 * Fails with {@link org.springframework.dao.QueryTimeoutException}, and stops the
	 * statement, when the result has not completed by then.
	 * @param limit how long it may take, from subscription on
	 * @return the query with it
	 */
	Query timeout(Duration limit);

	/**
	 * The rows, each as what the function makes of it. Rows are read as fast as they are
	 * asked for.
	 * @param <T> what a row becomes
	 * @param mapper reads a row, which is not valid any more when it returns
	 * @return the rows
	 */
	<T> Flux<T> map(Function<? super Readable, ? extends T> mapper);

	/**
	 * The rows, each as a record or bean whose components have the names of the columns,
	 * {@code created_at} for {@code createdAt}. For a simple type such as String the
	 * value of the only column.
	 * @param <T> what a row becomes
	 * @param type the type
	 * @return the rows
	 */
	<T> Flux<T> as(Class<T> type);

	/**
	 * The rows, each as a map by the names of the columns, whose case is ignored.
	 * @return the rows
	 */
	Flux<Map<String, @Nullable Object>> rows();

}

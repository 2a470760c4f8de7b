package dev.torsion.enterprise;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A statement that changes something. Immutable: each call returns another one.
 */
public interface Operation {

	/**
	 * Binds a parameter.
	 * @param name its name, without the colon
	 * @param value its value; a collection for {@code in (:name)}
	 * @return the operation with it
	 */
	Operation bind(String name, Object value);

	/**
	 * Binds a parameter that may be null.
	 * @param name its name, without the colon
	 * @param value its value
	 * @param type its type
	 * @param <T> its type
	 * @return the operation with it
	 */
	<T> Operation bind(String name, @Nullable T value, Class<T> type);

	/**
	 * Fails with {@link org.springframework.dao.QueryTimeoutException}, and stops the
	 * statement, when it has not completed by then.
	 * @param limit how long it may take, from subscription on
	 * @return the operation with it
	 */
	Operation timeout(Duration limit);

	/**
	 * Runs the statement.
	 * @return how many rows it has changed
	 */
	Mono<Long> run();

}

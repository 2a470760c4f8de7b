package dev.torsion.enterprise.client.guard;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The reading of the results of one execution.
 */
public interface Reading {

	/**
	 * Follows what is read of a result.
	 * @param <T> what is read
	 * @param values the driver's publisher
	 * @return the same values
	 */
	<T> Flux<T> follow(Publisher<T> values);

	/**
	 * Whether nobody wants any more of it.
	 * @return whether what still comes is thrown away
	 */
	boolean isAbandoned();

}

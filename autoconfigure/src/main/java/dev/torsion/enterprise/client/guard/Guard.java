package dev.torsion.enterprise.client.guard;

import java.util.function.Supplier;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stands before one connection of a driver.
 */
public interface Guard {

	/**
	 * Gives a command to the driver, such as the begin of a transaction.
	 * @param <T> what it results in
	 * @param command asks the driver, when it is called
	 * @return the result of the driver
	 */
	<T> Flux<T> command(Supplier<? extends Publisher<T>> command);

	/**
	 * Gives statements to the driver.
	 * @param execution asks the driver
	 * @return the results
	 */
	Flux<Result> results(Execution execution);

	/**
	 * Asks whether the connection is of use.
	 * @param depth whether to ask the database too
	 * @param validate asks the driver, when it is called
	 * @return whether it is
	 */
	Mono<Boolean> validity(ValidationDepth depth, Supplier<? extends Publisher<Boolean>> validate);

	/**
	 * Closes the connection, whatever else is going on.
	 * @param close asks the driver, when it is called
	 * @return completes when it is closed
	 */
	Mono<Void> closing(Supplier<? extends Publisher<Void>> close);

	/**
	 * Waits until nothing is going on any more that was asked for before.
	 * @return completes then; fails if the connection is of no more use
	 */
	Mono<Void> idle();

}

package dev.torsion.enterprise.client.cancel;

import dev.torsion.enterprise.client.guard.Execution;
import reactor.core.publisher.Mono;

/**
 * Stops what runs on one connection of a driver.
 */
interface Interrupter {

	/**
	 * Asks the database to stop what runs on the connection.
	 * @return completes when the request cannot stop anything any more that is sent from
	 * then on, {@link #forget} aside
	 */
	Mono<Void> interrupt();

	/**
	 * Makes the database forget a request that has found nothing to stop.
	 * @return completes when it has
	 */
	Mono<Void> forget();

	/**
	 * How the driver runs a statement.
	 * @param statement the statement
	 * @return the kind of its run
	 */
	Run.Kind kind(Execution statement);

	/**
	 * Asks the database something that costs nothing, and is answered when it has done
	 * everything else.
	 * @return completes when it is answered, be it by an error
	 */
	Mono<Void> echo();

}

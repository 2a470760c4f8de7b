package dev.torsion.enterprise.client.cancel;

import reactor.core.publisher.Mono;

/**
 * Stops what runs on one connection of a driver.
 */
public interface Interrupter {

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
	 * Whether the driver can fetch results in portions.
	 * @return whether it does so when it is told a number of rows
	 */
	boolean isPortioning();

	/**
	 * Asks the database something that costs nothing, and is answered when it has done
	 * everything else.
	 * @return completes when it is answered, be it by an error
	 */
	Mono<Void> echo();

}

package dev.torsion.enterprise.client.guard;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * Opens connections of a driver, each with a guard of its own.
 */
@FunctionalInterface
public interface Guards {

	/**
	 * Opens a connection.
	 * @param factory the connection factory of the driver
	 * @return the connection, guarded
	 */
	Mono<Connection> open(ConnectionFactory factory);

}

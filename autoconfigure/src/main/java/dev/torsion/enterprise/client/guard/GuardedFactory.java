package dev.torsion.enterprise.client.guard;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import org.reactivestreams.Publisher;

/**
 * A connection factory of a driver that puts a guard before each connection.
 *
 * @param factory the driver's
 * @param guards makes connections and their guards
 */
public record GuardedFactory(ConnectionFactory factory,
		Guards guards) implements ConnectionFactory, Wrapped<ConnectionFactory> {

	@Override
	public Publisher<? extends Connection> create() {
		return this.guards.open(this.factory);
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return this.factory.getMetadata();
	}

	@Override
	public ConnectionFactory unwrap() {
		return this.factory;
	}

}

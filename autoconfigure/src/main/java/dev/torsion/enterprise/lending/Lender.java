package dev.torsion.enterprise.lending;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.core.InfrastructureProxy;

/**
 * Lends the connections of a pool. To Spring's transactions it is the same as the pool.
 *
 * @param pool the pool
 */
public record Lender(
		ConnectionFactory pool) implements ConnectionFactory, InfrastructureProxy, Wrapped<ConnectionFactory> {

	@Override
	public Mono<Connection> create() {
		return new Request(this.pool.create());
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return this.pool.getMetadata();
	}

	@Override
	public Object getWrappedObject() {
		return this.pool;
	}

	@Override
	public ConnectionFactory unwrap() {
		return this.pool;
	}

	/** Asks the pool anew with each subscription. */
	private static final class Request extends Mono<Connection> {

		private final Publisher<? extends Connection> connections;

		Request(Publisher<? extends Connection> connections) {
			this.connections = connections;
		}

		@Override
		public void subscribe(CoreSubscriber<? super Connection> subscriber) {
			Acquisition acquisition = new Acquisition(subscriber);
			this.connections.subscribe(acquisition);
			Claim claim = subscriber.currentContext().getOrDefault(Claim.class, null);
			if (claim != null) {
				claim.made(acquisition);
			}
		}

	}

}

package dev.torsion.enterprise.autoconfigure;

import java.util.function.Function;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Interaction;
import dev.torsion.enterprise.Notification;
import dev.torsion.enterprise.Operation;
import dev.torsion.enterprise.Query;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A database that an application has written itself, and nobody asks.
 */
final class FakeDatabase implements Database {

	@Override
	public String name() {
		return "fake";
	}

	@Override
	public Query query(String sql) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Operation operation(String sql) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> Mono<T> interaction(Interaction how, Function<Database, Mono<T>> work) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> Flux<T> connection(Function<Connection, ? extends Publisher<T>> work) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<Notification> listen(String channel) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ConnectionFactory connectionFactory() {
		throw new UnsupportedOperationException();
	}

}

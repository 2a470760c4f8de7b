package dev.torsion.enterprise;

import java.time.Duration;
import java.util.function.Function;

import dev.torsion.enterprise.client.listen.PostgresChannel;
import dev.torsion.enterprise.lending.Lender;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The verbs on a connection factory of R2DBC, by way of Spring's client and transactions.
 */
public final class R2dbcDatabase implements Database, AutoCloseable {

	/** Longest wait for the connections of a pool to end. */
	private static final Duration CLOSING = Duration.ofSeconds(10);

	private final String name;

	private final Lender lender;

	private final @Nullable ConnectionPool owned;

	private final DatabaseClient client;

	private final Transactions transactions;

	R2dbcDatabase(String name, ConnectionFactory factory, @Nullable ConnectionPool owned) {
		this.name = name;
		this.lender = (factory instanceof Lender given) ? given : new Lender(factory);
		this.owned = owned;
		this.client = DatabaseClient.create(this.lender);
		this.transactions = new Transactions(this.lender);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Query query(String sql) {
		return new R2dbcQuery(this.client.sql(sql), Deadline.none());
	}

	@Override
	public Operation operation(String sql) {
		return new R2dbcOperation(this.client.sql(sql), Deadline.none());
	}

	@Override
	public <T> Mono<T> interaction(Interaction how, Function<Database, Mono<T>> work) {
		return this.transactions.run(how, () -> work.apply(this));
	}

	@Override
	public <T> Flux<T> connection(Function<Connection, ? extends Publisher<T>> work) {
		return Flux
			.usingWhen(ConnectionFactoryUtils.getConnection(this.lender),
					(connection) -> work.apply(LentConnection.of(connection)), this::giveBack)
			.onErrorMap(DataErrors::translate);
	}

	@Override
	public Flux<Notification> listen(String channel) {
		return Flux.defer(() -> {
			if (!isPostgres()) {
				return Flux.error(new UnsupportedOperationException("Only PostgreSQL has channels to listen to"));
			}
			return PostgresChannel.of(this.lender, channel)
				.listen(new Notification(channel, null, true), (payload) -> new Notification(channel, payload, false));
		}).onErrorMap(DataErrors::translate);
	}

	@Override
	public ConnectionFactory connectionFactory() {
		return this.lender;
	}

	/** What belongs to a transaction is given back at its end. */
	private Mono<Void> giveBack(Connection connection) {
		return ConnectionFactoryUtils.currentConnectionFactory(this.lender)
			.then()
			.onErrorResume((none) -> Mono.from(connection.close()));
	}

	/** Asked before a class is touched that needs the driver. */
	private boolean isPostgres() {
		return this.lender.getMetadata().getName().equals("PostgreSQL");
	}

	/**
	 * Ends its connections, if the pool is its own; who is still asking is told that it
	 * is closed.
	 */
	@Override
	public void close() {
		if (this.owned != null) {
			this.owned.disposeLater().block(CLOSING);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}

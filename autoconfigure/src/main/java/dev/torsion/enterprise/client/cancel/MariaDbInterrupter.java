package dev.torsion.enterprise.client.cancel;

import dev.torsion.enterprise.client.guard.Execution;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import org.mariadb.r2dbc.api.MariadbConnection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stops statements of MariaDB by {@code KILL QUERY}, for which the same user needs
 * another connection. A connection that has nothing to stop by then remembers it, and
 * stops the next statement.
 *
 * @param factory makes the other connection
 * @param connection the connection
 */
record MariaDbInterrupter(ConnectionFactory factory, MariadbConnection connection) implements Interrupter {

	static Interrupter of(ConnectionFactory factory, Connection connection) {
		return new MariaDbInterrupter(factory, (MariadbConnection) connection);
	}

	@Override
	public Mono<Void> interrupt() {
		return Mono
			.usingWhen(this.factory.create(), (other) -> run(other, "KILL QUERY " + this.connection.getThreadId()),
					Connection::close)
			.then();
	}

	@Override
	public Mono<Void> forget() {
		return run(this.connection, "DO 0").onErrorResume(R2dbcException.class, (ex) -> Mono.empty());
	}

	/** The driver knows no portions. */
	@Override
	public Run.Kind kind(Execution statement) {
		return Run.Kind.STATEMENT;
	}

	@Override
	public Mono<Void> echo() {
		return Mono.from(this.connection.validate(ValidationDepth.REMOTE)).then();
	}

	private static Mono<Void> run(Connection connection, String sql) {
		return Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated).then();
	}

}

package dev.torsion.enterprise.client.cancel;

import dev.torsion.enterprise.client.guard.Execution;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ValidationDepth;
import reactor.core.publisher.Mono;

/**
 * Stops statements by the cancel request of PostgreSQL's protocol. The server closes the
 * connection that has made it after it has signalled the backend (section 54.2.8), and a
 * backend that waits for a statement when it gets the signal ignores it.
 *
 * @param connection the connection
 */
record PostgresInterrupter(PostgresqlConnection connection) implements Interrupter {

	static Interrupter of(Connection connection) {
		return new PostgresInterrupter((PostgresqlConnection) connection);
	}

	@Override
	public Mono<Void> interrupt() {
		return this.connection.cancelRequest();
	}

	@Override
	public Mono<Void> forget() {
		return Mono.empty();
	}

	/** Statements with parameters run when their results are read. */
	@Override
	public Run.Kind kind(Execution statement) {
		if (statement.inPortions()) {
			return Run.Kind.PORTIONS;
		}
		return statement.isBound() ? Run.Kind.LAZY : Run.Kind.STATEMENT;
	}

	@Override
	public Mono<Void> echo() {
		return Mono.from(this.connection.validate(ValidationDepth.REMOTE)).then();
	}

}

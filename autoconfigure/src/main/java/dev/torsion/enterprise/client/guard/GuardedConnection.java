package dev.torsion.enterprise.client.guard;

import java.time.Duration;
import java.util.function.Supplier;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection of a driver behind a guard. What the driver does at once, on the caller's
 * thread, is not guarded: nothing of that talks to the database.
 *
 * @param connection the driver's
 * @param guard stands before it
 */
public record GuardedConnection(Connection connection,
		Guard guard) implements Connection, Lifecycle, Wrapped<Connection> {

	/** A pool gives it to the next when this has completed. */
	@Override
	public Publisher<Void> preRelease() {
		return this.guard.idle();
	}

	@Override
	public Publisher<Void> postAllocate() {
		return Mono.empty();
	}

	@Override
	public Connection unwrap() {
		return this.connection;
	}

	@Override
	public Publisher<Void> beginTransaction() {
		return command(this.connection::beginTransaction);
	}

	@Override
	public Publisher<Void> beginTransaction(TransactionDefinition definition) {
		return command(() -> this.connection.beginTransaction(definition));
	}

	@Override
	public Publisher<Void> commitTransaction() {
		return command(this.connection::commitTransaction);
	}

	@Override
	public Publisher<Void> rollbackTransaction() {
		return command(this.connection::rollbackTransaction);
	}

	@Override
	public Publisher<Void> createSavepoint(String name) {
		return command(() -> this.connection.createSavepoint(name));
	}

	@Override
	public Publisher<Void> releaseSavepoint(String name) {
		return command(() -> this.connection.releaseSavepoint(name));
	}

	@Override
	public Publisher<Void> rollbackTransactionToSavepoint(String name) {
		return command(() -> this.connection.rollbackTransactionToSavepoint(name));
	}

	@Override
	public Publisher<Void> setAutoCommit(boolean autoCommit) {
		return command(() -> this.connection.setAutoCommit(autoCommit));
	}

	@Override
	public Publisher<Void> setLockWaitTimeout(Duration timeout) {
		return command(() -> this.connection.setLockWaitTimeout(timeout));
	}

	@Override
	public Publisher<Void> setStatementTimeout(Duration timeout) {
		return command(() -> this.connection.setStatementTimeout(timeout));
	}

	@Override
	public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
		return command(() -> this.connection.setTransactionIsolationLevel(level));
	}

	@Override
	public Publisher<Boolean> validate(ValidationDepth depth) {
		return this.guard.validity(depth, () -> this.connection.validate(depth));
	}

	/** A connection that hangs can be closed all the same. */
	@Override
	public Publisher<Void> close() {
		return this.guard.closing(this.connection::close);
	}

	@Override
	public Statement createStatement(String sql) {
		return new GuardedStatement(this.connection.createStatement(sql), this.guard);
	}

	@Override
	public Batch createBatch() {
		return new GuardedBatch(this.connection.createBatch(), this.guard);
	}

	@Override
	public boolean isAutoCommit() {
		return this.connection.isAutoCommit();
	}

	@Override
	public ConnectionMetadata getMetadata() {
		return this.connection.getMetadata();
	}

	@Override
	public IsolationLevel getTransactionIsolationLevel() {
		return this.connection.getTransactionIsolationLevel();
	}

	private Mono<Void> command(Supplier<Publisher<Void>> command) {
		return this.guard.command(command).then();
	}

}

package dev.torsion.enterprise;

import java.util.function.Function;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A database behind a pool of connections, asked without blocking. The verbs are those of
 * Twisted's adbapi: {@link #query}, {@link #operation}, {@link #interaction},
 * {@link #connection}.
 * <p>
 * Nothing happens before the result is subscribed to; every subscription asks anew. Verbs
 * used inside an interaction, or inside a transaction of Spring's, take part in it,
 * wherever in the application they are called; outside of one a statement commits by
 * itself. Cancelling a result stops the statement in the database, where its driver can,
 * and gives the connection back. Safe to use from any thread, never blocks the caller's.
 * <p>
 * Failures are Spring's {@link org.springframework.dao.DataAccessException}s; of these
 * {@link org.springframework.dao.DataAccessResourceFailureException} and
 * {@link org.springframework.dao.TransientDataAccessException} mean that the database
 * cannot be asked at the moment.
 */
public interface Database {

	/**
	 * The name of its pool, as in {@code network.enterprise.pools}; {@code default} for
	 * the database of the application.
	 * @return the name
	 */
	String name();

	/**
	 * A statement that answers with rows.
	 * @param sql the statement, with parameters as {@code :name}
	 * @return the query, to bind parameters of
	 */
	Query query(String sql);

	/**
	 * A statement that changes something.
	 * @param sql the statement, with parameters as {@code :name}
	 * @return the operation, to bind parameters of
	 */
	Operation operation(String sql);

	/**
	 * Runs statements in one transaction: committed when the result completes, rolled
	 * back when it fails or is cancelled.
	 * @param <T> what it results in
	 * @param work the statements, on this same database
	 * @return the result, after the commit
	 */
	default <T> Mono<T> interaction(Function<Database, Mono<T>> work) {
		return interaction(Interaction.standard(), work);
	}

	/**
	 * Runs statements in one transaction of a certain kind. With retries the work is
	 * called again from the start, in a new transaction.
	 * @param <T> what it results in
	 * @param how isolation, time limit and retries
	 * @param work the statements, on this same database
	 * @return the result, after the commit
	 */
	<T> Mono<T> interaction(Interaction how, Function<Database, Mono<T>> work);

	/**
	 * Lends a connection for as long as the result takes, for what the other verbs do not
	 * have: batches, savepoints, extensions of the driver.
	 * @param <T> what it results in
	 * @param work what to do with the connection, which it must not close
	 * @return the results
	 */
	<T> Flux<T> connection(Function<Connection, ? extends Publisher<T>> work);

	/**
	 * Listens to a channel of PostgreSQL ({@code LISTEN}) on a connection of its own. A
	 * connection that is lost is made anew, for as long as somebody is subscribed. What
	 * was sent meanwhile is lost: a {@link Notification} without payload that
	 * {@link Notification#isResumed() says so} comes first after each (re)connection, and
	 * tells to read anew what the notifications are about.
	 * @param channel the name of the channel
	 * @return the notifications; fails with {@link UnsupportedOperationException} on
	 * other databases
	 */
	Flux<Notification> listen(String channel);

	/**
	 * The pool behind, for libraries that want one.
	 * @return connections, which go back to the pool when they are closed
	 */
	ConnectionFactory connectionFactory();

}

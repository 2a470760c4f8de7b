package dev.torsion.enterprise.client.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;
import reactor.util.retry.Retry;

/**
 * A channel of PostgreSQL, listened to on a connection of its own that is made anew when
 * it is lost.
 */
public final class PostgresChannel {

	/** Bytes of a name; PostgreSQL cuts off the rest. */
	private static final int LONGEST_NAME = 63;

	/** Notifications that a slow reader may have before it. */
	private static final int UNREAD = 1024;

	private static final Duration BACKOFF = Duration.ofMillis(100);

	private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

	/** A peer that has vanished is only noticed by asking. */
	private static final Duration PROBE = Duration.ofSeconds(30);

	private final PostgresqlConnectionFactory factory;

	private final String name;

	private PostgresChannel(PostgresqlConnectionFactory factory, String name) {
		this.factory = factory;
		this.name = name;
	}

	/**
	 * Names a channel.
	 * @param factory a connection factory, be it wrapped
	 * @param name the name of the channel
	 * @return the channel
	 * @throws UnsupportedOperationException if the database is none of PostgreSQL
	 * @throws IllegalArgumentException if there can be no channel of this name
	 */
	public static PostgresChannel of(ConnectionFactory factory, String name) {
		if (!(driver(factory) instanceof PostgresqlConnectionFactory driver)) {
			throw new UnsupportedOperationException("Only PostgreSQL has channels to listen to");
		}
		if (name.isEmpty() || name.indexOf(0) >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new IllegalArgumentException("The name of a channel has 1 to " + LONGEST_NAME + " bytes");
		}
		return new PostgresChannel(driver, name);
	}

	private static ConnectionFactory driver(ConnectionFactory factory) {
		ConnectionFactory driver = factory;
		while (driver instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner) {
			driver = inner;
		}
		return driver;
	}

	/**
	 * Listens for as long as it is subscribed to.
	 * @param <T> what is made of notifications
	 * @param resumed says that from here on nothing is missed
	 * @param heard makes something of a payload
	 * @return the notifications
	 */
	public <T> Flux<T> listen(T resumed, Function<@Nullable String, T> heard) {
		return Flux
			.usingWhen(this.factory.create(), (connection) -> listen(connection, resumed, heard),
					PostgresqlConnection::close)
			.retryWhen(Retry.backoff(Long.MAX_VALUE, BACKOFF)
				.maxBackoff(LONGEST_BACKOFF)
				.transientErrors(true)
				.filter(PostgresChannel::isLost));
	}

	private <T> Flux<T> listen(PostgresqlConnection connection, T resumed, Function<@Nullable String, T> heard) {
		Sinks.Many<T> unread = Sinks.many().unicast().onBackpressureBuffer(Queues.<T>get(UNREAD).get());
		connection.getNotifications()
			.subscribe((notification) -> add(unread, heard.apply(payload(notification.getParameter()))),
					unread::tryEmitError, () -> unread.tryEmitError(new IOException("The connection was closed")));
		return Flux.from(connection.createStatement("LISTEN \"" + this.name.replace("\"", "\"\"") + "\"").execute())
			.concatMap(Result::getRowsUpdated)
			.then(Mono.just(resumed))
			.concatWith(unread.asFlux().mergeWith(probes(connection)));
	}

	/** Without a payload PostgreSQL sends an empty one. */
	private static @Nullable String payload(@Nullable String parameter) {
		return (parameter == null || parameter.isEmpty()) ? null : parameter;
	}

	private <T> void add(Sinks.Many<T> unread, T notification) {
		if (unread.tryEmitNext(notification) == Sinks.EmitResult.FAIL_OVERFLOW) {
			unread.tryEmitError(Exceptions
				.failWithOverflow("More than " + UNREAD + " notifications of " + this.name + " were not read"));
		}
	}

	private static <T> Flux<T> probes(PostgresqlConnection connection) {
		return Flux.interval(PROBE)
			.onBackpressureDrop()
			.concatMap((tick) -> Mono.from(connection.validate(ValidationDepth.REMOTE)).timeout(PROBE))
			.handle((valid, sink) -> {
				if (!valid) {
					sink.error(new IOException("The connection was lost"));
				}
			});
	}

	private static boolean isLost(Throwable error) {
		return error instanceof IOException || error instanceof TimeoutException
				|| error instanceof R2dbcNonTransientResourceException
				|| error instanceof R2dbcTransientResourceException;
	}

}

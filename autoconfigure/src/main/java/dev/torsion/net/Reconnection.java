package dev.torsion.net;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps one connection: makes it, and when it ends makes it anew, ever less often while
 * that fails. There is never more than one attempt, timer or connection. Safe for use by
 * many threads.
 *
 * @param <P> the type of the protocol
 */
final class Reconnection<P extends Protocol> {

	private static final Log logger = LogFactory.getLog(Reconnection.class);

	private final String name;

	private final Mono<Opened<P>> connect;

	private final Backoff backoff;

	private final EventLoop eventLoop;

	private final DoubleSupplier random;

	private @Nullable Disposable rounds;

	private Sinks.One<P> current = Sinks.one();

	private int failures;

	Reconnection(String name, Mono<Opened<P>> connect, Backoff backoff, EventLoop eventLoop, DoubleSupplier random) {
		this.name = name;
		this.connect = connect;
		this.backoff = backoff;
		this.eventLoop = eventLoop;
		this.random = random;
	}

	/** The conversation of now, or else the next one. */
	Mono<P> connected() {
		return Mono.defer(() -> current().asMono());
	}

	private synchronized Sinks.One<P> current() {
		return this.current;
	}

	synchronized boolean isRunning() {
		return this.rounds != null;
	}

	synchronized void start() {
		if (this.rounds == null) {
			this.failures = 0;
			this.rounds = Mono.defer(this::round).repeat().subscribe(null, this::broken);
		}
	}

	synchronized void stop() {
		if (this.rounds != null) {
			this.rounds.dispose();
			this.rounds = null;
			this.current.tryEmitError(new CancellationException("'" + this.name + "' has been stopped"));
			this.current = Sinks.one();
		}
	}

	private Mono<Void> round() {
		return this.connect.flatMap(this::connected)
			.onErrorResume(this::failed)
			.then(Mono.defer(() -> this.eventLoop.after(pause())));
	}

	private Mono<Void> connected(Opened<P> opened) {
		logger.info(this.name + " connected to " + opened.connection().peer());
		long since = now();
		current().tryEmitValue(opened.protocol());
		return Mono.fromFuture(opened.connection().ended(), true).doOnSuccess((nothing) -> disconnected(since));
	}

	private synchronized void disconnected(long since) {
		boolean lasted = now() - since >= this.backoff.longest().toNanos();
		this.failures = lasted ? 1 : this.failures + 1;
		this.current = Sinks.one();
		logger.info(this.name + " disconnected");
	}

	private synchronized Mono<Void> failed(Throwable cause) {
		this.failures++;
		String text = this.name + ": " + cause.getMessage();
		if (this.failures == 1) {
			logger.warn(text);
		}
		else {
			logger.debug(text);
		}
		return Mono.empty();
	}

	private synchronized Duration pause() {
		return this.backoff.delay(this.failures, this.random.getAsDouble());
	}

	private void broken(Throwable cause) {
		logger.error(this.name + " cannot connect again", cause);
	}

	private long now() {
		return this.eventLoop.scheduler().now(TimeUnit.NANOSECONDS);
	}

}

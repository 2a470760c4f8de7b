package dev.torsion.net;

import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps one connection for as long as the application runs, as a chat client or a link to
 * another server does. Declare it as a bean, made by {@link NetworkClients#stream}: it
 * connects when the application starts, without making it wait, connects again after a
 * {@link Backoff} whenever the connection has failed or ended, and says goodbye when the
 * application stops. It keeps the JVM alive, as a listener does. Safe for use by many
 * threads.
 *
 * @param <P> the type of the protocol
 */
public final class NetworkClient<P extends Protocol> implements ConnectionSource, SmartLifecycle {

	private final NetworkConnector connector;

	private final Reconnection<P> reconnection;

	NetworkClient(NetworkConnector connector, Target target, Backoff backoff,
			Function<? super Transport, ? extends P> protocols) {
		this.connector = connector;
		this.reconnection = new Reconnection<>(connector.name(), connector.open(target, protocols), backoff,
				connector.runtime().anyEventLoop(), () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Our side of the conversation of now, or of the next one if there is none. By the
	 * time it is used its connection may be gone.
	 * @return the conversation, on the connection's event loop or at once; waits for as
	 * long as there is none, and fails with a
	 * {@link java.util.concurrent.CancellationException} when the client is stopped
	 */
	public Mono<P> connected() {
		return this.reconnection.connected();
	}

	@Override
	public String name() {
		return this.connector.name();
	}

	@Override
	public Traffic traffic() {
		return this.connector.traffic();
	}

	@Override
	public Collection<Connection> connections() {
		return this.connector.connections();
	}

	/**
	 * Begins to connect, and returns at once.
	 */
	@Override
	public synchronized void start() {
		if (!isRunning()) {
			this.connector.start();
			this.connector.runtime().keepAlive().hold();
			this.reconnection.start();
		}
	}

	@Override
	public void stop() {
		end();
		this.connector.stop();
	}

	@Override
	public void stop(Runnable callback) {
		end();
		this.connector.stop(callback);
	}

	private synchronized void end() {
		if (isRunning()) {
			this.reconnection.stop();
			this.connector.runtime().keepAlive().release();
		}
	}

	@Override
	public boolean isRunning() {
		return this.reconnection.isRunning();
	}

	@Override
	public int getPhase() {
		return NetworkConnector.PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}

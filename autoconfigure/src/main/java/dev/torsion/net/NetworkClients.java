package dev.torsion.net;

import java.util.function.Function;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;

/**
 * Makes clients that run on the application's event loops, as {@link NetworkServers}
 * makes listeners. What it returns is meant to be declared as a bean.
 */
public final class NetworkClients {

	private static final int MAX_CONNECTIONS = 1000;

	private final NetworkRuntime runtime;

	private final SslBundles bundles;

	private final NameLookup names;

	/**
	 * Creates the factory.
	 * @param servers whose event loops and settings the clients share
	 * @param bundles the application's SSL bundles
	 * @param names finds the addresses of hosts
	 */
	public NetworkClients(NetworkServers servers, SslBundles bundles, NameLookup names) {
		this.runtime = servers.runtime();
		this.bundles = bundles;
		this.names = names;
	}

	/**
	 * Connections as they are wanted, at most 1,000 at a time.
	 * @param name the name of the connector, unique among the clients of the application
	 * @return the connector
	 */
	public NetworkConnector connector(String name) {
		return connector(name, MAX_CONNECTIONS);
	}

	/**
	 * Connections as they are wanted.
	 * @param name the name of the connector, unique among the clients of the application
	 * @param maxConnections the most connections at a time, and the most that may be in
	 * the making
	 * @return the connector
	 */
	public NetworkConnector connector(String name, int maxConnections) {
		return new NetworkConnector(name, this.runtime, this.names, maxConnections);
	}

	/**
	 * One connection that is kept, with the default {@link Backoff}.
	 * @param name the name of the client, unique among those of the application
	 * @param target where and how to connect
	 * @param protocols opens our side of each conversation
	 * @param <P> the type of the protocol
	 * @return the client
	 */
	public <P extends Protocol> NetworkClient<P> stream(String name, Target target,
			Function<? super Transport, ? extends P> protocols) {
		return stream(name, target, Backoff.ofDefaults(), protocols);
	}

	/**
	 * One connection that is kept.
	 * @param name the name of the client, unique among those of the application
	 * @param target where and how to connect
	 * @param backoff how long to wait before connecting again
	 * @param protocols opens our side of each conversation
	 * @param <P> the type of the protocol
	 * @return the client
	 */
	public <P extends Protocol> NetworkClient<P> stream(String name, Target target, Backoff backoff,
			Function<? super Transport, ? extends P> protocols) {
		// One that says goodbye while the client is started again, and the next
		return new NetworkClient<>(connector(name, 2), target, backoff, protocols);
	}

	/**
	 * A bootstrap of Netty's on one of the application's loops, for datagrams, or for a
	 * library that brings its own handlers. What becomes of its channels, their limits
	 * and their end are the caller's.
	 * @param type the type that channels of all transports have in common, such as
	 * {@link io.netty.channel.socket.DatagramChannel}
	 * @return a new bootstrap, which looks no names up
	 * @throws IllegalArgumentException if the loops have no such channels
	 */
	public Bootstrap bootstrap(Class<? extends Channel> type) {
		EventLoopGroup loop = this.runtime.workers().next();
		return new Bootstrap().group(loop).channelFactory(() -> this.runtime.channel(type, loop)).disableResolver();
	}

	/**
	 * TLS that trusts whom the JVM trusts, and shows no certificate.
	 * @return the TLS
	 */
	public ClientTls tls() {
		try {
			SslContext context = SslContextBuilder.forClient().build();
			return new ClientTls(() -> context, this.runtime.settings().handshakeTimeout());
		}
		catch (SSLException ex) {
			throw new IllegalStateException("The JVM has no TLS", ex);
		}
	}

	/**
	 * TLS by the name of an SSL bundle: its trust store, or whom the JVM trusts if it has
	 * none, and its certificate, if it has one, for servers that ask.
	 * @param property the property that names the bundle, for a failure text
	 * @param bundle the name of the bundle; {@code null} or blank for {@link #tls()}
	 * @return the TLS
	 * @throws org.springframework.boot.diagnostics.FailureAnalyzedException if there is
	 * no such bundle, or it cannot be used
	 */
	public ClientTls tls(String property, @Nullable String bundle) {
		if (bundle == null || bundle.isBlank()) {
			return tls();
		}
		TlsBundle followed = TlsBundle.ofClient(this.bundles, property, bundle);
		return new ClientTls(followed::context, this.runtime.settings().handshakeTimeout());
	}

}

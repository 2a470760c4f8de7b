package dev.torsion.net.test;

import java.net.InetSocketAddress;
import java.time.Duration;

import dev.torsion.net.NetworkListener;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.NetworkSettings;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.ssl.SslBundles;

/**
 * What listeners run on where there is no application: an event loop, and the loopback
 * address. For servers that tests talk to over real sockets.
 */
public final class LoopbackNetwork implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final EventLoops loops = new EventLoops(IoTransport.NIO, 1);

	private final NetworkServers servers;

	/**
	 * Creates the network, whose loop starts when it is needed.
	 * @param bundles the certificates of its listeners
	 */
	public LoopbackNetwork(SslBundles bundles) {
		NetworkSettings settings = new NetworkSettings("127.0.0.1", Duration.ofSeconds(1), Duration.ofSeconds(1),
				TIMEOUT);
		this.servers = new NetworkServers(() -> this.loops, Schedulers.boundedElastic(), settings, bundles, (event) -> {
		});
	}

	/**
	 * Makes listeners, to be started and stopped by the caller.
	 * @return the factory
	 */
	public NetworkServers servers() {
		return this.servers;
	}

	/**
	 * The port of a listener.
	 * @param listener the listener
	 * @return the port
	 * @throws IllegalStateException if it does not listen
	 */
	public static int port(NetworkListener listener) {
		if (listener.address() instanceof InetSocketAddress address) {
			return address.getPort();
		}
		throw new IllegalStateException(listener.name() + " is not listening");
	}

	/**
	 * Ends the event loop. Listeners have to be stopped before.
	 */
	@Override
	public void close() {
		this.loops.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT.multipliedBy(2));
	}

}

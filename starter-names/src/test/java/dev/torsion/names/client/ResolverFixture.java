package dev.torsion.names.client;

import java.net.UnknownHostException;
import java.time.Duration;

import dev.torsion.names.client.upstream.UpstreamSettings;
import dev.torsion.names.client.upstream.Upstreams;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.ServerFixture;
import reactor.core.publisher.Mono;

/**
 * Loops and sockets for a resolver, without an application. Silence is noticed early, so
 * that tests of it take no time.
 */
public final class ResolverFixture implements AutoCloseable {

	/** Silent servers are given up soon. */
	public static final UpstreamSettings IMPATIENT = new UpstreamSettings(Duration.ofMillis(150), 2, 1000, 200, 3,
			Duration.ofSeconds(10));

	/** However busy the machine is, nobody who answers is taken for silent. */
	public static final UpstreamSettings PATIENT = new UpstreamSettings(Duration.ofSeconds(8), 2, 1000, 200, 3,
			Duration.ofSeconds(10));

	private final ServerFixture loops = new ServerFixture();

	private final NetworkClients clients = new NetworkClients(this.loops.servers(), this.loops.bundles,
			(host) -> Mono.error(new UnknownHostException(host)));

	private final NetworkConnector connector = this.clients.connector("test");

	public EventLoop eventLoop() {
		return this.loops.servers().eventLoop();
	}

	public NetworkConnector connector() {
		return this.connector;
	}

	public NetworkClients clients() {
		return this.clients;
	}

	public ServerFixture loops() {
		return this.loops;
	}

	public Upstreams upstreams(UpstreamSettings settings) {
		return new Upstreams(settings, eventLoop(),
				new Upstreams.Sockets(this.clients, this.connector, this.clients.tls()));
	}

	public Upstreams upstreams() {
		return upstreams(PATIENT);
	}

	@Override
	public void close() {
		this.connector.stop();
		this.loops.close();
	}

}

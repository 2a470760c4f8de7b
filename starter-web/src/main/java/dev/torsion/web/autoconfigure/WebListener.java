package dev.torsion.web.autoconfigure;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.net.Connection;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.ConnectionGate;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import dev.torsion.net.unix.UnixSocket;
import dev.torsion.web.server.PeerGuard;
import dev.torsion.web.server.PipelineGate;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * The application's web server as one of the listeners: its connections are limited,
 * counted, and guarded against slow peers, and a proxy may say who the client is.
 */
final class WebListener implements NetworkListener, NettyServerCustomizer, ConnectionGate.Host {

	/**
	 * Where Reactor Netty looks for what a proxy has said; its own decoder believes every
	 * peer.
	 */
	private static final AttributeKey<InetSocketAddress> CLIENT = AttributeKey
		.valueOf("remoteAddressFromProxyProtocol");

	private static final Log logger = LogFactory.getLog(WebListener.class);

	private final ConnectionGate gate;

	private final PeerGuard.Patience patience;

	private final UnixDoor door;

	private final AtomicBoolean applied = new AtomicBoolean();

	private volatile @Nullable SocketAddress address;

	WebListener(ConnectionGate gate, PeerGuard.Patience patience, UnixDoor door) {
		this.gate = gate;
		this.patience = patience;
		this.door = door;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		HttpServer guarded = server.doOnChannelInit((observer, channel, remote) -> this.gate.receive(channel, this));
		// The first is the application's; there may be one for the actuator on another
		// port.
		if (!this.applied.compareAndSet(false, true)) {
			return guarded;
		}
		UnixSocket socket = this.door.socket();
		return ((socket != null) ? guarded.bindAddress(() -> this.door.bindAddress(socket)) : guarded)
			.doOnBound((bound) -> bound(bound, socket))
			.doOnUnbound((unbound) -> this.address = null);
	}

	private void bound(DisposableServer bound, @Nullable UnixSocket socket) {
		this.address = (socket != null) ? socket.address() : bound.address();
		if (socket != null) {
			logger.info("web listening on " + socket.path());
		}
	}

	/**
	 * The connection upgrades to HTTP/2 or is split into streams below this point, so
	 * that a connection passes once.
	 */
	@Override
	public void admitted(Connection connection) {
		Channel channel = connection.channel();
		introduce(channel, connection);
		channel.pipeline().addAfter(ConnectionGate.HANDLER, PeerGuard.NAME, new PeerGuard(this.patience));
		PipelineGate.install(channel.pipeline());
		// What Reactor Netty has asked for may have been the header of a proxy.
		channel.read();
	}

	@Override
	public void refused(Channel channel, ConnectionError limit) {
		logger.debug("Refusing " + channel + ": " + limit);
		channel.close();
	}

	private static void introduce(Channel channel, Connection connection) {
		if (connection.peer() instanceof InetSocketAddress client && !client.equals(channel.remoteAddress())) {
			channel.attr(CLIENT).set(client);
		}
	}

	@Override
	public String name() {
		return "web";
	}

	@Override
	public boolean isEnabled() {
		return true;
	}

	@Override
	public @Nullable SocketAddress address() {
		return this.address;
	}

	@Override
	public Traffic traffic() {
		return this.gate.traffic();
	}

	@Override
	public Collection<Connection> connections() {
		return this.gate.connections();
	}

}

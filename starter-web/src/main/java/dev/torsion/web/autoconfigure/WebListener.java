package dev.torsion.web.autoconfigure;

import java.net.SocketAddress;
import java.util.Collection;

import dev.torsion.net.Connection;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.ConnectionGate;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import dev.torsion.web.server.PeerGuard;
import dev.torsion.web.server.PipelineGate;
import io.netty.channel.Channel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * The application's web server as one of the listeners: its connections are limited,
 * counted, and guarded against slow peers.
 */
final class WebListener implements NetworkListener, NettyServerCustomizer {

	private static final Log logger = LogFactory.getLog(WebListener.class);

	private final ConnectionGate gate;

	private final PeerGuard.Patience patience;

	private volatile @Nullable SocketAddress address;

	WebListener(ConnectionGate gate, PeerGuard.Patience patience) {
		this.gate = gate;
		this.patience = patience;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnChannelInit((observer, channel, remote) -> admit(channel))
			.doOnBound((bound) -> this.address = bound.address())
			.doOnUnbound((unbound) -> this.address = null);
	}

	private void admit(Channel channel) {
		// The connection upgrades to HTTP/2 or is split into streams below this point, so
		// that a connection passes once.
		ConnectionError refused = this.gate.admit(channel);
		if (refused != null) {
			logger.debug("Refusing " + channel + ": " + refused);
			channel.close();
			return;
		}
		channel.pipeline().addAfter(ConnectionGate.HANDLER, PeerGuard.NAME, new PeerGuard(this.patience));
		PipelineGate.install(channel.pipeline());
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

package dev.torsion.web.server;

import io.netty.channel.Channel;
import reactor.netty.http.server.HttpServer;

/**
 * Puts a {@link PeerGuard} on every connection of the application's web server.
 */
public final class GuardCustomizer {

	private static final String NAME = "torsion.peerGuard";

	private final Patience patience;

	/**
	 * Creates the customizer.
	 * @param patience how long a peer may do nothing
	 */
	public GuardCustomizer(Patience patience) {
		this.patience = patience;
	}

	/**
	 * Customizes the server.
	 * @param server the server
	 * @return the guarded server
	 */
	public HttpServer apply(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> guard(channel));
	}

	private void guard(Channel channel) {
		if (channel.pipeline().get(NAME) == null) {
			channel.pipeline().addFirst(NAME, new PeerGuard(this.patience));
		}
	}

}

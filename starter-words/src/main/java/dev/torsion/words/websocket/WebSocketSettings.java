package dev.torsion.words.websocket;

import java.time.Duration;
import java.util.List;

/**
 * The rules of a path for WebSocket.
 *
 * @param subprotocols what a client may ask for, the best first; one that asks for
 * nothing gets text. Names that begin with {@code binary.} have binary frames
 * @param allowedOrigins the sites whose pages may connect, beside the path's own: scheme,
 * host and, unless it is the usual one, port; {@code *} for all
 * @param maxMessage bytes of a message of the peer
 * @param sendQueueLimit bytes that may be waiting for a peer that does not read
 * @param idleTimeout how long nothing may be heard of a peer, which is asked at half of
 * the time; zero for ever
 * @param maxConnections how many there may be at a time
 */
public record WebSocketSettings(List<String> subprotocols, List<String> allowedOrigins, int maxMessage,
		long sendQueueLimit, Duration idleTimeout, int maxConnections) {

	public WebSocketSettings {
		subprotocols = List.copyOf(subprotocols);
		allowedOrigins = List.copyOf(allowedOrigins);
	}

}

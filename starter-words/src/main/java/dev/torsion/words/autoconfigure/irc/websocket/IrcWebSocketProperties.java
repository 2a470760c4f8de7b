package dev.torsion.words.autoconfigure.irc.websocket;

import java.time.Duration;
import java.util.List;

import dev.torsion.words.websocket.WebSocketSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Properties of IRC over WebSocket.
 *
 * @param path path of the application's web server where clients connect, such as '/irc';
 * none if not set
 * @param allowedOrigins comma-separated list of other sites whose pages may connect, such
 * as 'https://www.example.org'; '*' for all
 * @param sendQueueLimit how much may be waiting for a client that does not read before it
 * is disconnected
 * @param idleTimeout how long nothing may be heard of a client, which is asked for a sign
 * of life at half of the time
 * @param maxConnections most connections at a time
 */
@ConfigurationProperties("network.words.irc.websocket")
public record IrcWebSocketProperties(@Nullable String path, @DefaultValue List<String> allowedOrigins,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("1MB") DataSize sendQueueLimit,
		@DefaultValue("2m") Duration idleTimeout, @DefaultValue("10000") int maxConnections) {

	/** The best first, as the specification of IRCv3 has them. */
	private static final List<String> SUBPROTOCOLS = List.of("text.ircv3.net", "binary.ircv3.net");

	/** More than tags and a line may have, which IRC itself looks at. */
	private static final int MAX_MESSAGE = 16 * 1024;

	public IrcWebSocketProperties {
		if (path != null && !path.startsWith("/")) {
			throw new FailureAnalyzedException(
					"network.words.irc.websocket.path is '" + path + "', which is no path of the server.",
					"Begin it with a slash, as in '/irc'.");
		}
	}

	String required() {
		if (this.path == null) {
			throw new IllegalStateException("There is no path");
		}
		return this.path;
	}

	WebSocketSettings settings() {
		return new WebSocketSettings(SUBPROTOCOLS, this.allowedOrigins, MAX_MESSAGE, this.sendQueueLimit.toBytes(),
				this.idleTimeout, this.maxConnections);
	}

}

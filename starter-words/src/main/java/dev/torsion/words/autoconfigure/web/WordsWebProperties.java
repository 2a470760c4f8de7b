package dev.torsion.words.autoconfigure.web;

import java.time.Duration;
import java.util.List;

import dev.torsion.words.web.session.WebSettings;
import dev.torsion.words.websocket.WebSocketSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * Properties of rooms for web pages, which connect to the application's own web server.
 *
 * @param path path of the web server where pages connect by WebSocket
 * @param guests whether who has not logged in at the web server is let in
 * @param allowedOrigins comma-separated list of other sites whose pages may connect, such
 * as 'https://www.example.org'; '*' for all
 * @param host what others are shown as the host of everybody who comes from the web
 * @param maxNick longest nickname, in characters
 * @param maxPages most pages that an account may have open at a time
 * @param maxHistory most messages that are told at once, and how far unread ones are
 * counted
 * @param maxMessage size of the largest command
 * @param sendQueueLimit how much may be waiting for a page that does not read before it
 * is disconnected
 * @param idleTimeout how long nothing may be heard of a page, which is asked for a sign
 * of life at half of the time
 * @param maxConnections most connections at a time
 * @param flood how fast a page may be
 */
@ConfigurationProperties("network.words.web")
public record WordsWebProperties(@DefaultValue("/words") String path, @DefaultValue("false") boolean guests,
		@DefaultValue List<String> allowedOrigins, @DefaultValue("web") String host, @DefaultValue("32") int maxNick,
		@DefaultValue("20") int maxPages, @DefaultValue("100") int maxHistory,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("16KB") DataSize maxMessage,
		@DataSizeUnit(DataUnit.BYTES) @DefaultValue("1MB") DataSize sendQueueLimit,
		@DefaultValue("2m") Duration idleTimeout, @DefaultValue("10000") int maxConnections,
		@DefaultValue Flood flood) {

	/** WebFlux takes no larger frames. */
	private static final DataSize MAX_FRAME = DataSize.ofKilobytes(64);

	public WordsWebProperties {
		if (maxMessage.compareTo(MAX_FRAME) > 0) {
			throw new FailureAnalyzedException(
					"network.words.web.max-message is " + maxMessage.toKilobytes() + "KB, more than a frame may have.",
					"Set it to 64KB at most.");
		}
		if (!path.startsWith("/")) {
			throw new FailureAnalyzedException(
					"network.words.web.path is '" + path + "', which is no path of the server.",
					"Begin it with a slash, as in '/words'.");
		}
	}

	WebSocketSettings connections() {
		return new WebSocketSettings(List.of(), this.allowedOrigins, Math.toIntExact(this.maxMessage.toBytes()),
				this.sendQueueLimit.toBytes(), this.idleTimeout, this.maxConnections);
	}

	WebSettings settings() {
		return new WebSettings(this.host, this.maxNick, this.maxPages, this.maxHistory, this.flood.burst(),
				this.flood.interval());
	}

	/**
	 * How fast a page may be: more is read only after a while.
	 *
	 * @param burst how many commands at once
	 * @param interval after how long there may be one more; 0 for no limit
	 */
	public record Flood(@DefaultValue("30") int burst, @DefaultValue("100ms") Duration interval) {

	}

}

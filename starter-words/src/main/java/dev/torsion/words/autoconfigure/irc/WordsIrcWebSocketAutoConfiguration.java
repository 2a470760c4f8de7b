package dev.torsion.words.autoconfigure.irc;

import java.util.Map;

import dev.torsion.net.NetworkServers;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.websocket.WebSocketEndpoint;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;

/**
 * Auto-configuration of IRC over WebSocket, as a path of WebFlux. It is there if a path
 * is set, because whoever reaches the web server may come in there.
 */
@AutoConfiguration(after = WordsIrcAutoConfiguration.class)
@ConditionalOnClass(WebSocketService.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty("network.words.irc.websocket.path")
@ConditionalOnBean(IrcServer.class)
public final class WordsIrcWebSocketAutoConfiguration {

	/** Before the controllers, which might have a pattern for everything. */
	private static final int ORDER = -1;

	@Bean
	WebSocketEndpoint ircWebSocketEndpoint(IrcProperties properties, IrcServer irc, NetworkServers servers) {
		return WebSocketEndpoint.open(properties.webSocket(), irc, servers);
	}

	@Bean
	SimpleUrlHandlerMapping ircWebSocketMapping(IrcProperties properties, WebSocketEndpoint ircWebSocketEndpoint) {
		String path = String.valueOf(properties.websocket().path());
		if (!path.startsWith("/")) {
			throw new FailureAnalyzedException(
					"network.words.irc.websocket.path is '" + path + "', which is no path of the server.",
					"Begin it with a slash, as in '/irc'.");
		}
		return new SimpleUrlHandlerMapping(Map.of(path, ircWebSocketEndpoint), ORDER);
	}

}

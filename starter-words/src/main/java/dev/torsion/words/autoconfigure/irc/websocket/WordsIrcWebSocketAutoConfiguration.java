package dev.torsion.words.autoconfigure.irc.websocket;

import java.util.Map;

import dev.torsion.net.NetworkServers;
import dev.torsion.words.autoconfigure.irc.WordsIrcAutoConfiguration;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.websocket.WebSocketEndpoint;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;

/**
 * Auto-configuration of IRC over WebSocket, as a path of WebFlux. Clients log in as they
 * do elsewhere in IRC, by SASL.
 */
@AutoConfiguration(after = WordsIrcAutoConfiguration.class)
@ConditionalOnClass(WebSocketService.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty("network.words.irc.websocket.path")
@ConditionalOnBean(IrcServer.class)
@EnableConfigurationProperties(IrcWebSocketProperties.class)
public final class WordsIrcWebSocketAutoConfiguration {

	/** Before the controllers, which might have a pattern for everything. */
	private static final int ORDER = -1;

	@Bean
	WebSocketEndpoint ircWebSocketEndpoint(IrcWebSocketProperties properties, IrcServer irc, NetworkServers servers) {
		return WebSocketEndpoint.open(properties.settings(), irc, servers);
	}

	@Bean
	SimpleUrlHandlerMapping ircWebSocketMapping(IrcWebSocketProperties properties,
			WebSocketEndpoint ircWebSocketEndpoint) {
		return new SimpleUrlHandlerMapping(Map.of(properties.required(), ircWebSocketEndpoint), ORDER);
	}

}

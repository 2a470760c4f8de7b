package dev.torsion.words.autoconfigure.web;

import java.util.Map;

import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.Participants;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.MemoryReadMarkers;
import dev.torsion.words.history.ReadMarkers;
import dev.torsion.words.web.PageEnd;
import dev.torsion.words.web.WebVisitors;
import dev.torsion.words.web.session.WebDoor;
import dev.torsion.words.web.wire.CommandReader;
import dev.torsion.words.websocket.WebSocketEndpoint;
import tools.jackson.core.json.JsonFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;

/**
 * Auto-configuration of rooms for web pages, as a path of WebFlux. Nobody is let in there
 * who has not logged in, so that it is there unless it is switched off.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class,
		afterName = "dev.torsion.words.autoconfigure.WordsAutoConfiguration")
@ConditionalOnClass({ WebSocketService.class, JsonFactory.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = { "network.words.enabled", "network.words.web.enabled" }, matchIfMissing = true)
@ConditionalOnBean({ Rooms.class, Participants.class })
@EnableConfigurationProperties(WordsWebProperties.class)
public final class WordsWebAutoConfiguration {

	/** Before the controllers, which might have a pattern for everything. */
	private static final int ORDER = -1;

	private static final int MAX_MARKERS = 100_000;

	@Bean
	@ConditionalOnMissingBean
	ReadMarkers wordsReadMarkers() {
		return new MemoryReadMarkers(MAX_MARKERS);
	}

	@Bean
	WebDoor wordsWebDoor(Rooms rooms, Participants participants, ReadMarkers markers, WordsWebProperties properties) {
		CommandReader reader = new CommandReader(properties.connections().maxMessage());
		return new WebDoor(rooms, participants, markers, reader, properties.settings());
	}

	@Bean
	PageEnd wordsPageEnd(WebDoor door) {
		return new PageEnd(door);
	}

	@Bean
	WebSocketEndpoint wordsWebEndpoint(WordsWebProperties properties, WebDoor door, NetworkServers servers) {
		return new WebSocketEndpoint(properties.connections(), new WebVisitors(door, properties.guests()), servers);
	}

	@Bean
	SimpleUrlHandlerMapping wordsWebMapping(WordsWebProperties properties, WebSocketEndpoint wordsWebEndpoint) {
		return new SimpleUrlHandlerMapping(Map.of(properties.path(), wordsWebEndpoint), ORDER);
	}

}

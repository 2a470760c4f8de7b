package dev.torsion.words.autoconfigure.listener;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.words.autoconfigure.WordsAutoConfiguration;
import dev.torsion.words.listener.ListenerSettings;
import dev.torsion.words.listener.RoomListeners;
import dev.torsion.words.room.LiveParticipants;
import dev.torsion.words.room.LiveRooms;
import dev.torsion.words.room.RoomContext;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of bots: methods of the application that listen to rooms.
 */
@AutoConfiguration(after = { WordsAutoConfiguration.class, MappingAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RoomListenerProperties.class)
public final class RoomListenerAutoConfiguration {

	@Bean
	RoomListeners wordsRoomListeners(MappedMethods methods, LiveRooms rooms, LiveParticipants participants,
			RoomListenerProperties properties, RoomContext context) {
		return new RoomListeners(methods, rooms, participants,
				new ListenerSettings(properties.maxConcurrency(), context.settings().maxName(), context.listeners()));
	}

}

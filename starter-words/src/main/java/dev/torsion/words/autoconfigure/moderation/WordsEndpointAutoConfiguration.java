package dev.torsion.words.autoconfigure.moderation;

import dev.torsion.words.Participants;
import dev.torsion.words.Rooms;
import dev.torsion.words.moderation.Moderation;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code words} actuator endpoint.
 */
@AutoConfiguration(after = WordsModerationAutoConfiguration.class,
		afterName = "dev.torsion.words.autoconfigure.WordsAutoConfiguration")
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ Moderation.class, Rooms.class })
@ConditionalOnAvailableEndpoint(WordsEndpoint.class)
public final class WordsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WordsEndpoint wordsEndpoint(Rooms rooms, Participants participants, Moderation moderation) {
		return new WordsEndpoint(rooms, participants, moderation);
	}

}

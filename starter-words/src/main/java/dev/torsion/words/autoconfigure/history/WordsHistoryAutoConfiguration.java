package dev.torsion.words.autoconfigure.history;

import java.time.Clock;

import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.MemoryHistoryStore;
import dev.torsion.words.history.MemoryRoomStore;
import dev.torsion.words.history.RoomStore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the history, and of rooms that stay, in memory.
 */
@AutoConfiguration(beforeName = "dev.torsion.words.autoconfigure.WordsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WordsHistoryProperties.class)
public final class WordsHistoryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(HistoryStore.class)
	@ConditionalOnProperty(name = "network.words.history.store", havingValue = "memory", matchIfMissing = true)
	MemoryHistoryStore wordsHistoryStore(WordsHistoryProperties properties) {
		return new MemoryHistoryStore(properties.limits(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(RoomStore.class)
	@ConditionalOnProperty(name = "network.words.history.store", havingValue = "memory", matchIfMissing = true)
	MemoryRoomStore wordsRoomStore() {
		return new MemoryRoomStore();
	}

}

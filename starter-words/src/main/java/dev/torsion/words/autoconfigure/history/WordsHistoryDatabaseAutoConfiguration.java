package dev.torsion.words.autoconfigure.history;

import java.time.Clock;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.Schemas;
import dev.torsion.net.EventLoop;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.database.HistoryRetention;
import dev.torsion.words.history.database.R2dbcHistoryStore;
import dev.torsion.words.history.database.R2dbcRoomStore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the history, and of rooms that stay, in the application's
 * database.
 */
@AutoConfiguration(after = { DatabaseAutoConfiguration.class, WordsHistoryAutoConfiguration.class },
		beforeName = "dev.torsion.words.autoconfigure.WordsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "network.words.history.store", havingValue = "r2dbc")
public final class WordsHistoryDatabaseAutoConfiguration {

	@Bean
	Schema wordsHistorySchema() {
		return new Schema("words-history", R2dbcHistoryStore.SCHEMA);
	}

	@Bean
	@ConditionalOnMissingBean(HistoryStore.class)
	R2dbcHistoryStore wordsHistoryStore(Schemas schemas, WordsHistoryProperties properties, EventLoop loop) {
		return new R2dbcHistoryStore(schemas.database(), properties.maxRead(), properties.maxWaiting(),
				loop.scheduler());
	}

	@Bean
	@ConditionalOnMissingBean(RoomStore.class)
	R2dbcRoomStore wordsRoomStore(Schemas schemas) {
		return new R2dbcRoomStore(schemas.database());
	}

	@Bean
	HistoryRetention wordsHistoryRetention(Schemas schemas, WordsHistoryProperties properties, EventLoop loop) {
		HistoryRetention retention = new HistoryRetention(schemas.database(), properties.limits(), Clock.systemUTC());
		retention.start(properties.retentionInterval(), loop.scheduler());
		return retention;
	}

}

package dev.torsion.words.autoconfigure.history;

import dev.torsion.words.history.database.R2dbcHistoryStore;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of a history in the database.
 */
@AutoConfiguration(after = WordsHistoryDatabaseAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(R2dbcHistoryStore.class)
public final class WordsHistoryMetricsAutoConfiguration {

	@Bean
	WordsHistoryMetrics wordsHistoryMetrics(R2dbcHistoryStore store) {
		return new WordsHistoryMetrics(store);
	}

}

package dev.torsion.words.autoconfigure.moderation;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.Schemas;
import dev.torsion.words.moderation.SanctionStore;
import dev.torsion.words.moderation.database.R2dbcSanctionStore;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of sanctions in the application's database.
 */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.words.enabled", matchIfMissing = true)
@Conditional(OnDatabase.class)
public final class WordsModerationDatabaseAutoConfiguration {

	@Bean
	Schema wordsModerationSchema() {
		return new Schema("words-moderation", R2dbcSanctionStore.SCHEMA);
	}

	@Bean
	@ConditionalOnMissingBean(SanctionStore.class)
	R2dbcSanctionStore wordsSanctionStore(Schemas schemas) {
		return new R2dbcSanctionStore(schemas.database());
	}

}

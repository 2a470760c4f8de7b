package dev.torsion.cred.autoconfigure;

import dev.torsion.cred.store.R2dbcAccountStore;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.Schemas;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of accounts in the application's database.
 */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
@ConditionalOnBooleanProperty("network.cred.r2dbc.enabled")
public final class CredR2dbcAutoConfiguration {

	@Bean
	Schema accountSchema() {
		return new Schema("cred", R2dbcAccountStore.SCHEMA);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE - 100)
	@ConditionalOnMissingBean
	R2dbcAccountStore r2dbcAccountStore(Schemas schemas) {
		R2dbcAccountStore store = new R2dbcAccountStore(schemas.database());
		// Begins to find out, so that it is known when the first peer asks
		store.passwordSamples();
		return store;
	}

}

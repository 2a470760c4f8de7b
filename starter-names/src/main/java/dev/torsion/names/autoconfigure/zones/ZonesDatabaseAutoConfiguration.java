package dev.torsion.names.autoconfigure.zones;

import java.time.Clock;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.Schemas;
import dev.torsion.names.store.database.R2dbcZones;
import dev.torsion.net.EventLoop;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of zones in the application's database.
 */
@AutoConfiguration(after = { DatabaseAutoConfiguration.class, ZonesAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("network.names.database.enabled")
public final class ZonesDatabaseAutoConfiguration {

	@Bean
	Schema zoneSchema() {
		return new Schema("names", R2dbcZones.SCHEMA);
	}

	@Bean
	@ConditionalOnMissingBean
	R2dbcZones namesDatabaseZones(Schemas schemas, StoreProperties properties, EventLoop loop) {
		return new R2dbcZones(schemas.database(), properties.reloadInterval(), loop, Clock.systemUTC());
	}

}

package dev.torsion.names.autoconfigure.health;

import dev.torsion.names.autoconfigure.zones.ZonesAutoConfiguration;
import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.zone.Zones;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code names} health indicator.
 */
@AutoConfiguration(after = ZonesAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ZoneSources.class)
@ConditionalOnEnabledHealthIndicator("names")
public final class NamesHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NamesHealthIndicator namesHealthIndicator(ZoneSources sources, ObjectProvider<Secondaries> secondaries,
			Zones zones) {
		return new NamesHealthIndicator(new AllZones(sources, secondaries.getIfAvailable(), zones));
	}

}

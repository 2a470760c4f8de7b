package dev.torsion.names.autoconfigure.health;

import dev.torsion.names.autoconfigure.zones.ZonesAutoConfiguration;
import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.store.ZoneSources;
import dev.torsion.names.zone.Zones;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code dns} actuator endpoint.
 */
@AutoConfiguration(after = ZonesAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(ZoneSources.class)
@ConditionalOnAvailableEndpoint(NamesEndpoint.class)
public final class NamesEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NamesEndpoint namesEndpoint(ZoneSources sources, ObjectProvider<Secondaries> secondaries, Zones zones) {
		return new NamesEndpoint(new AllZones(sources, secondaries.getIfAvailable(), zones));
	}

}

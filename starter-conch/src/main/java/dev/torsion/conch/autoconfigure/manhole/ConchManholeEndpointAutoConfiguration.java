package dev.torsion.conch.autoconfigure.manhole;

import dev.torsion.conch.manhole.Manhole;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code manhole} actuator endpoint.
 */
@AutoConfiguration(after = ConchManholeAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Manhole.class)
@ConditionalOnAvailableEndpoint(ManholeEndpoint.class)
public final class ConchManholeEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ManholeEndpoint manholeEndpoint(Manhole manhole) {
		return new ManholeEndpoint(manhole);
	}

}

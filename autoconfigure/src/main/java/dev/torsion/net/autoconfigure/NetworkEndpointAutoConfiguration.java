package dev.torsion.net.autoconfigure;

import dev.torsion.net.ConnectionSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code network} actuator endpoint.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(NetworkEndpoint.class)
public final class NetworkEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NetworkEndpoint networkEndpoint(ObjectProvider<ConnectionSource> sources) {
		return new NetworkEndpoint(sources);
	}

}

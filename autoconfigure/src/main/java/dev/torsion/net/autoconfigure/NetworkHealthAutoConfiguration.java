package dev.torsion.net.autoconfigure;

import dev.torsion.net.NetworkListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@code network} health indicator.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("network")
public final class NetworkHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NetworkHealthIndicator networkHealthIndicator(ObjectProvider<NetworkListener> listeners) {
		return new NetworkHealthIndicator(listeners);
	}

}

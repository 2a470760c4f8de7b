package dev.torsion.net.autoconfigure;

import dev.torsion.net.NetworkListener;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of listeners.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public final class NetworkMetricsAutoConfiguration {

	@Bean
	NetworkMetrics networkMetrics(ObjectProvider<NetworkListener> listeners) {
		return new NetworkMetrics(listeners);
	}

}

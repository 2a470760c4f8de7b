package dev.torsion.net.autoconfigure;

import dev.torsion.net.ConnectionSource;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of listeners and clients.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public final class NetworkMetricsAutoConfiguration {

	@Bean
	NetworkMetrics networkMetrics(ObjectProvider<ConnectionSource> sources) {
		return new NetworkMetrics(sources);
	}

}

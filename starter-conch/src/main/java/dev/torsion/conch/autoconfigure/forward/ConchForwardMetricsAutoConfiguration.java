package dev.torsion.conch.autoconfigure.forward;

import dev.torsion.conch.forward.ForwardCounts;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of forwarded ports.
 */
@AutoConfiguration(after = ConchForwardAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(ForwardCounts.class)
public final class ConchForwardMetricsAutoConfiguration {

	@Bean
	ForwardMetrics conchForwardMetrics(ForwardCounts counts) {
		return new ForwardMetrics(counts);
	}

}

package dev.torsion.names.autoconfigure.resolver;

import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.upstream.Upstreams;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the resolver.
 */
@AutoConfiguration(after = ResolverAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Upstreams.class)
public final class ResolverMetricsAutoConfiguration {

	@Bean
	ResolverMetrics namesResolverMetrics(DnsCache cache, Upstreams upstreams) {
		return new ResolverMetrics(cache, upstreams);
	}

}

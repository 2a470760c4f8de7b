package dev.torsion.names.autoconfigure.health;

import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.filter.BlocklistFilter;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the DNS server.
 */
@AutoConfiguration(after = NamesAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(NameServer.class)
public final class NamesMetricsAutoConfiguration {

	@Bean
	NamesMetrics namesMetrics(NameServer server, ObjectProvider<ResponseRateLimiter> limiter,
			ObjectProvider<BlocklistFilter> blocklists) {
		return new NamesMetrics(server, limiter, blocklists);
	}

}

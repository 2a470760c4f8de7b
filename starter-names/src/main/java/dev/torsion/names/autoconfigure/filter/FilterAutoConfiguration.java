package dev.torsion.names.autoconfigure.filter;

import dev.torsion.names.filter.BlocklistFilter;
import dev.torsion.names.filter.Blocklists;
import dev.torsion.names.filter.QueryLogFilter;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the filters that come with the server.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FilterProperties.class)
public final class FilterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("network.names.query-log.enabled")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	QueryLogFilter namesQueryLog() {
		return new QueryLogFilter(System::nanoTime);
	}

	/** Where there is a list. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnBlocklists.class)
	static class BlocklistConfiguration {

		@Bean
		@ConditionalOnMissingBean
		Blocklists namesBlocklists(FilterProperties properties, EventLoop loop) {
			return new Blocklists(properties.lists(), loop);
		}

		@Bean
		@ConditionalOnMissingBean
		@Order(0)
		BlocklistFilter namesBlocklistFilter(Blocklists lists) {
			return new BlocklistFilter(lists);
		}

	}

}

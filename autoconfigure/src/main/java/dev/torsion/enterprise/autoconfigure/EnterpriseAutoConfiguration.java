package dev.torsion.enterprise.autoconfigure;

import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.client.Drivers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.scheduler.Scheduler;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Auto-configuration of what all databases share, of the pools beside the application's
 * own database and, where nothing else was asked for, of the embedded one.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@EnableConfigurationProperties(EnterpriseProperties.class)
public final class EnterpriseAutoConfiguration {

	static final String POOLS = "networkDatabasePools";

	/**
	 * Where R2DBC is on the class path, with a pool.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConnectionFactory.class, ConnectionPool.class, R2dbcAutoConfiguration.class })
	@Import({ PoolRegistrar.class, DatabaseSources.Embedded.class })
	static class Pools {

		@Bean
		Drivers networkDatabaseDrivers(ReactorResourceFactory resources,
				@Qualifier("networkBlockingScheduler") Scheduler blocking) {
			return new Drivers(resources, blocking);
		}

		@Bean
		Databases networkDatabases(Drivers drivers) {
			return new Databases(drivers);
		}

		@Bean(POOLS)
		DatabasePools networkDatabasePools(EnterpriseProperties properties, Databases databases) {
			return new DatabasePools(properties.pools(), databases);
		}

		@Bean
		static ClosingPools networkClosingPools() {
			return new ClosingPools();
		}

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		ConnectionFactoryOptionsBuilderCustomizer networkConnectionFactoryOptions(Drivers drivers) {
			return (options) -> {
				RequiredDriver.check("spring.r2dbc.url", options.build());
				drivers.configure(options);
			};
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ConnectionFactoryDecorator networkConnectionFactoryDecorator(Drivers drivers) {
			return drivers::decorate;
		}

	}

	/**
	 * Nothing is missed where no pool is configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(Incomplete.class)
	static class NoPools {

		NoPools(EnterpriseProperties properties) {
			if (!properties.pools().isEmpty()) {
				throw new FailureAnalyzedException(
						"%s is set, and R2DBC or its pool is not on the class path."
							.formatted("network.enterprise.pools"),
						"Add the artifacts org.springframework.boot:spring-boot-starter-r2dbc and io.r2dbc:r2dbc-pool, and that of the driver, such as org.postgresql:r2dbc-postgresql.");
			}
		}

	}

	static final class Incomplete extends NoneNestedConditions {

		Incomplete() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnClass({ ConnectionFactory.class, ConnectionPool.class, R2dbcAutoConfiguration.class })
		static class Complete {

		}

	}

}

package dev.torsion.enterprise.autoconfigure.health;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.r2dbc.metrics.ConnectionPoolMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the meters of pools that Spring Boot does not measure; they are
 * those that it has for its own.
 */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
@ConditionalOnClass({ ConnectionFactory.class, ConnectionPool.class, ConnectionPoolMetrics.class, MeterBinder.class })
@Conditional(OwnPools.class)
public final class EnterpriseMetricsAutoConfiguration {

	@Bean
	MeterBinder enterpriseMetrics(ListableBeanFactory beans) {
		return (registry) -> OwnPools.in(beans).forEach((name, database) -> {
			if (OwnPools.pool(database.connectionFactory()) instanceof ConnectionPool pool) {
				new ConnectionPoolMetrics(pool, name, Tags.empty()).bindTo(registry);
			}
		});
	}

}

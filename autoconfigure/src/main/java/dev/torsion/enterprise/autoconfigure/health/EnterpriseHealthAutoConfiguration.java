package dev.torsion.enterprise.autoconfigure.health;

import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the {@code enterprise} health of databases that Spring Boot's
 * {@code r2dbc} does not cover.
 */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
@ConditionalOnClass({ ConnectionFactory.class, ReactiveHealthContributor.class,
		ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("enterprise")
@Conditional(OwnPools.class)
public final class EnterpriseHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "enterpriseHealthContributor")
	ReactiveHealthContributor enterpriseHealthContributor(ListableBeanFactory beans) {
		return CompositeReactiveHealthContributor.fromMap(OwnPools.in(beans), PoolHealthIndicator::new);
	}

}

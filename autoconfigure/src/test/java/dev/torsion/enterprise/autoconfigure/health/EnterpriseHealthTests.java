package dev.torsion.enterprise.autoconfigure.health;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.torsion.enterprise.autoconfigure.ConnectionFactoryAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.DatabaseAutoConfiguration;
import dev.torsion.enterprise.autoconfigure.EnterpriseAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.health.ConnectionFactoryHealthContributorAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.metrics.ConnectionPoolMetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnterpriseHealthAutoConfiguration} and
 * {@link EnterpriseMetricsAutoConfiguration}.
 */
@Timeout(60)
class EnterpriseHealthTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
				DatabaseAutoConfiguration.class, EnterpriseHealthAutoConfiguration.class,
				EnterpriseMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				ConnectionFactoryHealthContributorAutoConfiguration.class,
				ConnectionPoolMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "spring.r2dbc.url=r2dbc:h2:mem:///health");

	private final ApplicationContextRunner pools = this.runner.withPropertyValues(
			"network.enterprise.pools[0].name=reporting", "network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
			"network.enterprise.pools[0].max-size=4");

	@Test
	void isThatOfEachPool() {
		this.pools
			.withPropertyValues("network.enterprise.pools[1].name=archive",
					"network.enterprise.pools[1].url=r2dbc:postgresql://amy@localhost:1/archive")
			.run((context) -> {
				Map<String, Health> health = health(context);
				assertThat(health).containsOnlyKeys("archive", "reporting");
				assertThat(health.get("reporting")).isEqualTo(Health.up().withDetail("database", "H2").build());
				assertThat(Objects.requireNonNull(health.get("archive")).getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void isLeftToSpringBootForItsConnectionFactory() {
		this.runner.run((context) -> assertThat(context).hasBean("r2dbcHealthContributor")
			.doesNotHaveBean("enterpriseHealthContributor"));
	}

	@Test
	void canBeSwitchedOff() {
		this.pools.withPropertyValues("management.health.enterprise.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("enterpriseHealthContributor"));
	}

	@Test
	void isNotMissedWhereNobodyAsksForIt() {
		this.pools.withClassLoader(new FilteredClassLoader(ReactiveHealthContributor.class, MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("enterpriseHealthContributor")
				.doesNotHaveBean("enterpriseMetrics"));
	}

	@Test
	void poolsAreMeasuredByTheirNames() {
		this.pools.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("r2dbc.pool.max.allocated").tag("name", "reporting").gauge().value()).isEqualTo(4);
			assertThat(registry.find("r2dbc.pool.max.allocated").gauges())
				.extracting((gauge) -> gauge.getId().getTag("name"))
				.containsExactlyInAnyOrder("connectionFactory", "reporting");
		});
	}

	private static Map<String, Health> health(ApplicationContext context) {
		Map<String, Health> health = new TreeMap<>();
		context.getBean("enterpriseHealthContributor", CompositeReactiveHealthContributor.class)
			.forEach((entry) -> health.put(entry.name(),
					Objects.requireNonNull(((ReactiveHealthIndicator) entry.contributor()).health(true).block(LIMIT))));
		return health;
	}

}

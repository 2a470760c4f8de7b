package dev.torsion.conch.autoconfigure.forward;

import dev.torsion.conch.forward.ForwardCounts;
import dev.torsion.conch.transport.forward.PortForwarding;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ConchForwardAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				ConchForwardAutoConfiguration.class, ConchForwardMetricsAutoConfiguration.class));

	@Test
	void countsDecisions() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(PortForwarding.class).hasSingleBean(ForwardCounts.class);
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(ForwardMetrics.class).bindTo(registry);
			assertThat(
					registry.get("network.conch.forwards").tags("kind", "local", "outcome", "denied").functionCounter())
				.isNotNull();
		});
	}

	@Test
	void readsRules() {
		this.runner.withPropertyValues("network.conch.forwarding.local[0].role=OPS",
				"network.conch.forwarding.local[0].to=db.internal:5432", "network.conch.forwarding.remote[0].role=OPS",
				"network.conch.forwarding.remote[0].listen=127.0.0.1:8000-8999")
			.run((context) -> assertThat(context.getBean(ForwardProperties.class).rules()).isNotNull());
	}

	@Test
	void refusesToStartWithARuleForNoRole() {
		this.runner.withPropertyValues("network.conch.forwarding.local[0].to=db.internal:5432")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("network.conch.forwarding.local[0]"));
	}

	@Test
	void backsOffWithTheServer() {
		this.runner.withPropertyValues("network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PortForwarding.class));
	}

}

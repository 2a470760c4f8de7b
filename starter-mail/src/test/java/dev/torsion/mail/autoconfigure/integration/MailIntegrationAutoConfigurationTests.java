package dev.torsion.mail.autoconfigure.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.autoconfigure.listener.MailListenerAutoConfiguration;
import dev.torsion.mail.integration.InboundAdapters;
import dev.torsion.mail.integration.MailInboundAdapter;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.endpoint.MessageProducerSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailIntegrationAutoConfiguration}.
 */
class MailIntegrationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, MailListenerAutoConfiguration.class,
				MailIntegrationAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@Test
	void runsFlowsOnThePoolForBlockingWork() {
		this.runner.withUserConfiguration(Flows.class).run((context) -> {
			Deliveries
				.deliver(context.getBean(InboundAdapters.class), "Subject: hello\n\ntext\n", "support@example.org")
				.block(Duration.ofSeconds(20));
			assertThat(context.getBean(Flows.class).thread)
				.isCompletedWithValueMatching((thread) -> thread.startsWith("torsion-blocking-"));
		});
	}

	@Test
	void takesNothingWhereNoFlowBeginsWithMail() {
		this.runner.run((context) -> assertThat(
				Deliveries.accept(context.getBean(InboundAdapters.class), "support@example.org").blockOptional())
			.isEmpty());
	}

	@Test
	void needsNoSpringIntegration() {
		this.runner.withClassLoader(new FilteredClassLoader(MessageProducerSupport.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("mailInboundAdapters"));
	}

	@Test
	void isSwitchedOffWithTheServers() {
		this.runner.withPropertyValues("network.mail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InboundAdapters.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flows {

		private final CompletableFuture<String> thread = new CompletableFuture<>();

		@Bean
		IntegrationFlow support() {
			return IntegrationFlow.from(new MailInboundAdapter("support@example.org"))
				.handle((message) -> this.thread.complete(Thread.currentThread().getName()))
				.get();
		}

	}

}

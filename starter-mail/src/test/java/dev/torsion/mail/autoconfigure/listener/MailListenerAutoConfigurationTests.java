package dev.torsion.mail.autoconfigure.listener;

import java.time.Duration;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.listener.ListenerDelivery;
import dev.torsion.mail.listener.ListenerSettings;
import dev.torsion.mail.listener.MailListener;
import dev.torsion.mail.listener.WholeMessages;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailListenerAutoConfiguration}.
 */
class MailListenerAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, MailListenerAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@Test
	void takesNothingWhereNoMethodListens() {
		this.runner.run((context) -> assertThat(
				Deliveries.accept(context.getBean(MailDelivery.class), "bob@example.org").blockOptional())
			.isEmpty());
	}

	@Test
	void givesMailToMethodsOnThePoolForBlockingWork() {
		this.runner.withBean(Tickets.class).withPropertyValues("test.domain=example.org").run((context) -> {
			Deliveries.deliver(context.getBean(MailDelivery.class), "Subject: hello\n\ntext\n", "ticket+7@example.org")
				.block(Duration.ofSeconds(20));
			assertThat(context.getBean(Tickets.class).taken).isEqualTo("7 hello");
			assertThat(context.getBean(Tickets.class).thread).startsWith("torsion-blocking-");
		});
	}

	@Test
	void bindsTheLimits() {
		this.runner.run((context) -> assertThat(context.getBean(ListenerProperties.class).settings()).isEqualTo(
				new ListenerSettings(DataSize.ofMegabytes(10), DataSize.ofMegabytes(64), Duration.ofMinutes(2))));
		this.runner
			.withPropertyValues("network.mail.listeners.max-message=1KB", "network.mail.listeners.max-memory=2KB",
					"network.mail.listeners.timeout=3s")
			.run((context) -> assertThat(context.getBean(ListenerProperties.class).settings()).isEqualTo(
					new ListenerSettings(DataSize.ofKilobytes(1), DataSize.ofKilobytes(2), Duration.ofSeconds(3))));
	}

	@Test
	void backsOffForOtherBeans() {
		WholeMessages own = new WholeMessages(
				new ListenerSettings(DataSize.ofBytes(1), DataSize.ofBytes(1), Duration.ZERO));
		this.runner.withBean(WholeMessages.class, () -> own).run((context) -> {
			assertThat(context.getBean(WholeMessages.class)).isSameAs(own);
			assertThat(context).hasSingleBean(ListenerDelivery.class);
		});
	}

	@Test
	void isSwitchedOffWithTheServers() {
		this.runner.withPropertyValues("network.mail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MailDelivery.class));
	}

	@Test
	void tellsANativeImageOfTheMethods() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(Tickets.class);
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(Tickets.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Tickets.class, "ticket"))
			.accepts(generation.getRuntimeHints());
	}

	static class Tickets {

		private volatile String taken = "";

		private volatile String thread = "";

		@MailListener("ticket+{id}@${test.domain:example.com}")
		void ticket(String id, MimeMessage message) throws Exception {
			this.taken = id + " " + message.getSubject();
			this.thread = Thread.currentThread().getName();
		}

	}

}

package dev.torsion.mail.autoconfigure.catcher;

import java.time.Clock;
import java.util.List;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.catcher.CatcherSettings;
import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.mail.catcher.MailCatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MailCatcherAutoConfiguration} and
 * {@link MailCatcherEndpointAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MailCatcherAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(MailCatcherAutoConfiguration.class, MailCatcherEndpointAutoConfiguration.class));

	private final ApplicationContextRunner enabled = this.runner.withPropertyValues("network.mail.catcher.enabled=true",
			"management.endpoints.web.exposure.include=mailcatcher");

	@Test
	void catchesNothingUnlessItIsToldTo() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=mailcatcher")
			.run((context) -> assertThat(context).doesNotHaveBean(MailCatcher.class)
				.doesNotHaveBean(MailCatcherEndpoint.class));
	}

	@Test
	void isSwitchedOffWithTheServers() {
		this.enabled.withPropertyValues("network.mail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MailCatcher.class));
	}

	@Test
	void takesMailBeforeAnyOtherDeliveryAndSaysSo(CapturedOutput output) {
		this.enabled.withBean("first", MailDelivery.class, () -> MailDelivery.to("*@*", (e, m) -> Mono.empty()))
			.run((context) -> {
				List<MailDelivery> deliveries = context.getBeanProvider(MailDelivery.class).orderedStream().toList();
				assertThat(deliveries).hasSize(2).first().isInstanceOf(MailCatcher.class);
				assertThat(output).contains("All mail is caught and none delivered");
			});
	}

	@Test
	void bindsHowMuchIsKept() {
		this.enabled.run((context) -> assertThat(context.getBean(CatcherProperties.class).settings())
			.isEqualTo(new CatcherSettings(1000, DataSize.ofMegabytes(64))));
		this.enabled.withPropertyValues("network.mail.catcher.max-messages=1", "network.mail.catcher.max-size=1KB")
			.run((context) -> {
				MailCatcher catcher = context.getBean(MailCatcher.class);
				Deliveries.deliver(catcher, "one", "1@example.org").block();
				Deliveries.deliver(catcher, "two", "2@example.org").block();
				assertThat(catcher.messages()).extracting(CaughtMail::recipients)
					.containsExactly(List.of("2@example.org"));
				assertThat(Deliveries.refusal(Deliveries.deliver(catcher, "x".repeat(1025), "3@example.org")))
					.startsWith("552");
			});
	}

	@Test
	void backsOffForAnotherBean() {
		MailCatcher own = new MailCatcher(new CatcherSettings(1, DataSize.ofBytes(1)), Clock.systemUTC());
		this.enabled.withBean(MailCatcher.class, () -> own)
			.run((context) -> assertThat(context.getBean(MailCatcher.class)).isSameAs(own));
	}

	@Test
	void showsMessagesInAnEndpoint() {
		this.enabled.run((context) -> {
			MailCatcherEndpoint endpoint = context.getBean(MailCatcherEndpoint.class);
			Deliveries.deliver(context.getBean(MailCatcher.class), "Subject: hello\n\n", "bob@example.org").block();
			assertThat(endpoint.messages().messages()).singleElement().satisfies((message) -> {
				assertThat(message.id()).isEqualTo("id");
				assertThat(message.subject()).isEqualTo("hello");
				assertThat(message.recipients()).containsExactly("bob@example.org");
				assertThat(message.size()).isEqualTo(18);
			});
			Resource message = endpoint.message("id");
			assertThat(message).isNotNull()
				.satisfies((raw) -> assertThat(raw.getContentAsString(UTF_8)).isEqualTo("Subject: hello\r\n\r\n"));
			assertThat(endpoint.message("other")).isNull();
			endpoint.clear();
			assertThat(endpoint.messages().messages()).isEmpty();
		});
	}

	@Test
	void needsNoActuator() {
		this.enabled.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasSingleBean(MailCatcher.class)
				.doesNotHaveBean(MailCatcherEndpoint.class));
	}

}

package dev.torsion.mail.guide;

import dev.torsion.DocExamples;
import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.mail.test.MailFault;
import dev.torsion.mail.test.MockMailExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of the guide on tests of code that sends mail.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class MockMailExampleTests {

	// tag::mock[]
	@RegisterExtension
	static final MockMailExtension mail = new MockMailExtension();

	@Test
	void confirmsAnOrder() {
		this.orders.confirm("bob@example.org");
		CaughtMail sent = mail.server().awaitTo("bob@example.org");
		assertThat(sent.subject()).isEqualTo("Your order");
		assertThat(sent.text()).contains("Thank you");
	}

	@Test
	void sendsItAgainToAServerThatWantsThat() {
		mail.server().fault(MailFault.reply(450, "4.2.0 Greylisted").on("RCPT").times(2));
		this.orders.confirm("bob@example.org");
		assertThat(mail.server().await().recipients()).containsExactly("bob@example.org");
		assertThat(mail.server().commands()).filteredOn((command) -> command.startsWith("RCPT")).hasSize(3);
	}
	// end::mock[]

	// tag::mock-spring[]
	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry properties) {
		properties.add("spring.mail.host", mail.server()::host);
		properties.add("spring.mail.port", mail.server()::port);
	}
	// end::mock-spring[]

	@Autowired
	private Orders orders;

	@ParameterizedTest
	@ValueSource(strings = { "mock", "mock-spring" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of(MailBeansGuideTests.PAGE).code("mail-" + example))
			.isEqualTo(DocExamples.tagged(MockMailExampleTests.class, example));
	}

	/** Code that sends mail. */
	static class Orders {

		private final JavaMailSender sender;

		Orders(JavaMailSender sender) {
			this.sender = sender;
		}

		void confirm(String customer) {
			SimpleMailMessage message = new SimpleMailMessage();
			message.setFrom("shop@example.com");
			message.setTo(customer);
			message.setSubject("Your order");
			message.setText("Thank you!");
			send(message, 3);
		}

		private void send(SimpleMailMessage message, int attempts) {
			try {
				this.sender.send(message);
			}
			catch (MailSendException ex) {
				if (attempts == 1) {
					throw ex;
				}
				send(message, attempts - 1);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, MailSenderAutoConfiguration.class })
	@Import(Orders.class)
	static class Application {

	}

}

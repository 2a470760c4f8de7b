package dev.torsion.mail.guide;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.torsion.DocExamples;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.mail.catcher.MailCatcher;
import dev.torsion.mail.integration.MailInboundAdapter;
import dev.torsion.mail.listener.MailListener;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.mail.transformer.MailToStringTransformer;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the examples of the guide on mail for code, with the client of Angus Mail.
 */
class MailBeansGuideTests {

	static final String PAGE = "docs/mail.md";

	@TempDir
	private Path folder;

	@Test
	void givesMailToMethods() {
		TicketService service = new TicketService();
		runner().withBean(Tickets.class, () -> new Tickets(service)).run((context) -> {
			send(context, "ticket+1@example.org", "hello");
			assertThat(service.appended).containsExactly("1 alice@example.com hello");
			assertThatExceptionOfType(MailSendException.class)
				.isThrownBy(() -> send(context, "ticket+2@example.org", "hello"))
				.withStackTraceContaining("550 5.1.1 There is no ticket 2");
			assertThatExceptionOfType(MailSendException.class)
				.isThrownBy(() -> send(context, "ticket+x@example.org", "hello"))
				.withStackTraceContaining("550 5.1.1 No such address");
			assertThatExceptionOfType(MailSendException.class)
				.isThrownBy(() -> send(context, "bob@example.org", "hello"))
				.withStackTraceContaining("550 5.7.1 Relaying denied");
		});
	}

	@Test
	void handsMessagesOverAsTheyArrive() {
		runner().withBean(MailDelivery.class, this::backups).run((context) -> {
			send(context, "backup+db1@example.org", "hello");
			try (Stream<Path> files = Files.list(this.folder).filter(Files::isRegularFile)) {
				assertThat(files).singleElement().satisfies((file) -> assertThat(file).content().contains("hello"));
			}
		});
	}

	@Test
	void beginsFlowsWithMail() {
		runner().withUserConfiguration(Flows.class).run((context) -> {
			send(context, "support@example.org", "hello");
			Message<?> question = context.getBean("questions", QueueChannel.class).receive(0);
			assertThat(question).isNotNull();
			assertThat(question.getPayload()).isEqualTo("text\r\n");
			assertThat(question.getHeaders()).containsEntry("from", "alice@example.com");
		});
	}

	@Test
	void catchesAllMail() {
		List<String> subjects = new CopyOnWriteArrayList<>();
		runner()
			.withInitializer((context) -> DocExamples.of(PAGE)
				.yaml("mail-catcher")
				.forEach(context.getEnvironment().getPropertySources()::addFirst))
			.run((context) -> {
				MailCatcher catcher = context.getBean(MailCatcher.class);
				subjects(catcher).subscribe(subjects::add);
				send(context, "anybody@anywhere.example", "hello");
				assertThat(catcher.messages("anybody@anywhere.example")).hasSize(1);
				assertThat(subjects).containsExactly("hello");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "listener", "delivery", "flow", "catcher-bean" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of(PAGE).code("mail-" + example))
			.isEqualTo(DocExamples.tagged(MailBeansGuideTests.class, example));
	}

	private ApplicationContextRunner runner() {
		return Applications.runner(this.folder.resolve("data"));
	}

	// tag::delivery[]
	@Bean
	MailDelivery backups() {
		return MailDelivery.to("backup+{host}@example.org",
				(envelope, message) -> DataBufferUtils
					.write(message.content(), this.folder.resolve(envelope.id() + ".eml"))
					.subscribeOn(Schedulers.boundedElastic()));
	}
	// end::delivery[]

	// tag::catcher-bean[]
	Flux<String> subjects(MailCatcher catcher) {
		return catcher.arrivals().mapNotNull(CaughtMail::subject);
	}
	// end::catcher-bean[]

	private static void send(ApplicationContext context, String recipient, String subject) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost("127.0.0.1");
		sender.setPort(context.getEnvironment().getRequiredProperty("local.network.smtp.port", Integer.class));
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom("alice@example.com");
		message.setTo(recipient);
		message.setSubject(subject);
		message.setText("text");
		sender.send(message);
	}

	/** The tickets of an application. */
	static class TicketService {

		private final List<String> appended = new ArrayList<>();

		boolean exists(long id) {
			return id == 1;
		}

		void append(long id, @Nullable MailAddress sender, String subject) {
			this.appended.add(id + " " + sender + " " + subject);
		}

	}

	// tag::listener[]
	@Component
	class Tickets {

		private final TicketService tickets;

		Tickets(TicketService tickets) {
			this.tickets = tickets;
		}

		@MailListener("ticket+{id}@example.org")
		void reply(long id, MailEnvelope envelope, MimeMessage message) throws MessagingException {
			if (!this.tickets.exists(id)) {
				throw new MailRefusedException(SmtpReply.refused("5.1.1", "There is no ticket " + id));
			}
			this.tickets.append(id, envelope.sender(), message.getSubject());
		}

	}
	// end::listener[]

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Flows {

		@Bean
		QueueChannel questions() {
			return new QueueChannel();
		}

		// tag::flow[]
		@Bean
		IntegrationFlow support() {
			return IntegrationFlow.from(new MailInboundAdapter("support@example.org"))
				.transform(new MailToStringTransformer())
				.enrichHeaders((headers) -> headers.headerExpression("from", "headers.mail_from"))
				.channel("questions")
				.get();
		}
		// end::flow[]

	}

}

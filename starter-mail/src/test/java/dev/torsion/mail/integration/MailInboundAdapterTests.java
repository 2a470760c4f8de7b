package dev.torsion.mail.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.torsion.mail.Deliveries;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.listener.ListenerSettings;
import dev.torsion.mail.listener.WholeMessages;
import dev.torsion.net.test.VirtualEventLoop;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.integration.dsl.context.IntegrationFlowContext.IntegrationFlowRegistration;
import org.springframework.integration.mail.MailHeaders;
import org.springframework.integration.mail.support.DefaultMailHeaderMapper;
import org.springframework.integration.mail.transformer.MailToStringTransformer;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MailInboundAdapter} and {@link InboundAdapters}.
 */
class MailInboundAdapterTests {

	private static final String TEXT = """
			Subject: =?utf-8?Q?gr=C3=BC=C3=9Fe?=
			From: Alice <alice@example.com>
			To: support@example.org, bob@example.org
			Content-Type: text/plain; charset=utf-8

			hello
			""";

	private static final String MULTIPART = """
			Subject: parts
			Content-Type: multipart/mixed; boundary=a

			--a

			hello
			--a--
			""";

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Application.class);

	private final InboundAdapters delivery = this.context.getBean(InboundAdapters.class);

	private final List<Message<?>> received = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void beginsAFlowWithTheMessage() throws Exception {
		flow(new MailInboundAdapter("support+{topic}@example.org"));
		deliver(TEXT, "support+billing@example.org");
		Message<?> message = only();
		MimeMessage mime = (MimeMessage) message.getPayload();
		assertThat(mime.getContent()).isEqualTo("hello\r\n");
		assertThat(mime.getReceivedDate()).isCloseTo(new Date(), 60_000);
		assertThat(message.getHeaders()).containsEntry(MailHeaders.SUBJECT, "grüße")
			.containsEntry(MailHeaders.FROM, "Alice <alice@example.com>")
			.containsEntry(MailHeaders.TO, new String[] { "support@example.org", "bob@example.org" })
			.containsEntry(SmtpHeaders.RECIPIENT, "support+billing@example.org")
			.containsEntry(SmtpHeaders.SENDER, "alice@example.com")
			.containsEntry(SmtpHeaders.ID, "id");
		assertThat(message.getHeaders().get(SmtpHeaders.ENVELOPE)).hasFieldOrPropertyWithValue("id", "id");
	}

	@Test
	void givesTextAsTheAdaptersOfMailboxesDo() {
		flow(mapped(true));
		deliver(TEXT, "support@example.org");
		assertThat(only().getPayload()).isEqualTo("hello\r\n");
		assertThat(only().getHeaders()).containsEntry(MessageHeaders.CONTENT_TYPE, "text/plain")
			.containsEntry(MailHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
			.containsEntry(MailHeaders.SUBJECT, "grüße")
			.containsKeys(MailHeaders.RAW_HEADERS, MailHeaders.RECEIVED_DATE, MailHeaders.FLAGS, MailHeaders.SIZE);
	}

	@Test
	void givesPartsAsTheAdaptersOfMailboxesDo() {
		flow(mapped(true));
		deliver(MULTIPART, "support@example.org");
		assertThat(only().getPayload()).isInstanceOfSatisfying(byte[].class,
				(bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("--a\r\n", "hello"));
		assertThat(only().getHeaders()).containsEntry(MessageHeaders.CONTENT_TYPE, "application/octet-stream");
	}

	@Test
	void leavesPartsAsTheyAre() {
		flow(mapped(false));
		deliver(MULTIPART, "support@example.org");
		assertThat(only().getPayload()).isInstanceOf(Multipart.class);
	}

	@Test
	void worksWithTransformersForMailboxes() {
		IntegrationFlow flow = IntegrationFlow.from(new MailInboundAdapter("support@example.org"))
			.transform(new MailToStringTransformer())
			.handle((message) -> {
				this.received.add(message);
			})
			.get();
		register(flow);
		deliver(TEXT, "support@example.org");
		assertThat(only().getPayload()).isEqualTo("hello\r\n");
	}

	@Test
	void givesOneMessageForEachRecipient() {
		flow(new MailInboundAdapter("*@example.org"));
		deliver(TEXT, "bob@example.org", "carol@example.org");
		assertThat(this.received).extracting((message) -> message.getHeaders().get(SmtpHeaders.RECIPIENT))
			.containsExactly("bob@example.org", "carol@example.org");
	}

	@Test
	void toleratesAddressesThatAreNone() {
		flow(new MailInboundAdapter("support@example.org"));
		deliver("From: not an address <<>>@\nTo: undisclosed recipients:;\n\n", "support@example.org");
		assertThat(this.received).hasSize(1);
	}

	@Test
	void tellsTheClientToTryAgainWhenTheFlowFails() {
		register(IntegrationFlow.from(new MailInboundAdapter("support@example.org")).handle((message) -> {
			throw new IllegalStateException("broken");
		}).get());
		assertThatException().isThrownBy(() -> deliver(TEXT, "support@example.org"))
			.isNotInstanceOf(MailRefusedException.class)
			.withStackTraceContaining("broken");
	}

	@Test
	void tellsTheClientWhyTheFlowRefuses() {
		register(IntegrationFlow.from(new MailInboundAdapter("support@example.org")).handle((message) -> {
			throw new MailRefusedException(SmtpReply.refused("5.7.1", "No support today"));
		}).get());
		assertThat(Deliveries.refusal(Deliveries.deliver(this.delivery, TEXT, "support@example.org")))
			.isEqualTo("550 5.7.1 No support today");
	}

	@Test
	void letsAnErrorChannelTakeWhatFails() {
		QueueChannel errors = new QueueChannel();
		MailInboundAdapter adapter = new MailInboundAdapter("support@example.org");
		adapter.setErrorChannel(errors);
		register(IntegrationFlow.from(adapter).handle((message) -> {
			throw new IllegalStateException("broken");
		}).get());
		deliver(TEXT, "support@example.org");
		assertThat(errors.receive(0)).isNotNull();
	}

	@Test
	void refusesWhatIsTooBig() {
		flow(new MailInboundAdapter("support@example.org"));
		assertThat(Deliveries.refusal(Deliveries.deliver(this.delivery, "x".repeat(1001), "support@example.org")))
			.isEqualTo("552 5.3.4 Message too big");
	}

	@Test
	void tellsClientsToTryAgainWhileItIsStopped() {
		MailInboundAdapter adapter = new MailInboundAdapter("support@example.org");
		flow(adapter);
		adapter.stop();
		assertThat(Deliveries.refusal(Deliveries.accept(this.delivery, "support@example.org")))
			.isEqualTo("451 4.3.2 Not taking messages now");
	}

	@Test
	void takesNothingForOthersOrAfterTheFlowIsGone() {
		IntegrationFlowRegistration flow = flow(new MailInboundAdapter("support@example.org"));
		assertThat(Deliveries.accept(this.delivery, "bob@example.org").blockOptional()).isEmpty();
		assertThat(Deliveries.accept(this.delivery, "support@example.org").blockOptional()).isPresent();
		flow.destroy();
		assertThat(Deliveries.accept(this.delivery, "support@example.org").blockOptional()).isEmpty();
	}

	@Test
	void meansTheMostSpecificAddress() {
		flow(new MailInboundAdapter("*@example.org"));
		register(IntegrationFlow.from(new MailInboundAdapter("support@example.org")).handle((message) -> {
		}).get());
		deliver(TEXT, "support@example.org", "bob@example.org");
		assertThat(only().getHeaders()).containsEntry(SmtpHeaders.RECIPIENT, "bob@example.org");
	}

	@Test
	void failsForTwoThatAreMeantByTheSame() {
		flow(new MailInboundAdapter("{x}@example.org"));
		assertThatException().isThrownBy(() -> flow(new MailInboundAdapter("{y}@example.org")))
			.withRootCauseInstanceOf(FailureAnalyzedException.class)
			.withStackTraceContaining("match the same");
		assertThatIllegalArgumentException().isThrownBy(() -> new MailInboundAdapter("support"));
	}

	private static MailInboundAdapter mapped(boolean embeddedPartsAsBytes) {
		MailInboundAdapter adapter = new MailInboundAdapter("support@example.org");
		adapter.setHeaderMapper(new DefaultMailHeaderMapper());
		adapter.setEmbeddedPartsAsBytes(embeddedPartsAsBytes);
		return adapter;
	}

	private IntegrationFlowRegistration flow(MailInboundAdapter adapter) {
		return register(IntegrationFlow.from(adapter).handle((message) -> {
			this.received.add(message);
		}).get());
	}

	private IntegrationFlowRegistration register(IntegrationFlow flow) {
		return this.context.getBean(IntegrationFlowContext.class).registration(flow).register();
	}

	private void deliver(String message, String... recipients) {
		Deliveries.deliver(this.delivery, message, recipients).block(Duration.ofSeconds(20));
	}

	private Message<?> only() {
		assertThat(this.received).hasSize(1);
		return this.received.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Application {

		@Bean
		InboundAdapters adapters() {
			return new InboundAdapters(new VirtualEventLoop(), new WholeMessages(
					new ListenerSettings(DataSize.ofBytes(1000), DataSize.ofBytes(1000), Duration.ofMinutes(2))));
		}

	}

}

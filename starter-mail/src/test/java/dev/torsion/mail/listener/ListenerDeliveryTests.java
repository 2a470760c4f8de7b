package dev.torsion.mail.listener;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailDelivery;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.MailMessage;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.test.VirtualEventLoop;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.util.unit.DataSize;

import static dev.torsion.mail.Deliveries.accept;
import static dev.torsion.mail.Deliveries.deliver;
import static dev.torsion.mail.Deliveries.envelope;
import static dev.torsion.mail.Deliveries.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerDelivery}.
 */
class ListenerDeliveryTests {

	private static final String MESSAGE = """
			Subject: hello

			text
			""";

	private static final List<String> log = new CopyOnWriteArrayList<>();

	@Test
	void takesWhatMethodsListenTo() {
		MailDelivery delivery = delivery(Listeners.class);
		assertThat(accept(delivery, "ticket+42@example.org").blockOptional()).get()
			.satisfies((recipient) -> assertThat(recipient.variables()).containsEntry("id", "42"));
		assertThat(accept(delivery, "ticket@example.com").blockOptional()).isEmpty();
	}

	@Test
	void givesMethodsWhatTheyAskFor() {
		MailDelivery delivery = delivery(Listeners.class);
		for (String kind : List.of("envelope", "headers", "bytes", "stream", "mime", "message")) {
			log.clear();
			deliver(delivery, MESSAGE, kind + "@example.org").block();
			assertThat(log).as(kind).containsExactly("Subject: hello\r\n\r\ntext\r\n");
		}
	}

	@Test
	void callsTheMethodOnceForEachRecipient() {
		log.clear();
		deliver(delivery(Listeners.class), MESSAGE, "ticket+1@example.org", "ticket+2@example.org").block();
		assertThat(log).containsExactly("1", "2");
	}

	@Test
	void meansTheMostSpecificTemplate() {
		log.clear();
		MailDelivery delivery = delivery(Listeners.class);
		deliver(delivery, MESSAGE, "sales@example.net").block();
		deliver(delivery, MESSAGE, "bob@example.net").block();
		deliver(delivery, MESSAGE, "bob@sub.example.net").block();
		assertThat(log).containsExactly("sales", "any bob", "below sub");
	}

	@Test
	void tellsTheClientWhyAMessageIsNotTaken() {
		MailDelivery delivery = delivery(Listeners.class);
		assertThat(refusal(deliver(delivery, MESSAGE, "ticket+x@example.org"))).isEqualTo("550 5.1.1 No such address");
		assertThat(refusal(deliver(delivery, MESSAGE, "refused@example.org"))).isEqualTo("550 5.7.1 Not today");
		assertThat(refusal(deliver(delivery, MESSAGE, "denied@example.org"))).isEqualTo("550 5.7.1 Not permitted");
	}

	@Test
	void refusesAtOnceWhatIsGoingToBeTooBig() {
		Mono<MailRecipient> accepted = delivery(Listeners.class)
			.accept(MailRecipient.of(MailAddress.of("bytes@example.org")), envelope(2000));
		assertThat(refusal(accepted)).isEqualTo("552 5.3.4 Message too big");
	}

	@Test
	void failsForTwoMethodsThatAreMeantByTheSame() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> delivery(Same.class))
			.withMessageContaining("'{x}@example.org' and '{y}@EXAMPLE.org' match the same");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> delivery(Ambiguous.class))
			.withMessageContaining("match the same, and neither is the more specific");
	}

	@Test
	void failsForWhatIsNoAddress() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> delivery(NoAddress.class))
			.withMessageContaining("NoAddress.listen")
			.withMessageContaining("cannot listen to 'bob'");
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> delivery(NotAscii.class))
			.withMessageContaining("'bob@xn--bcher-kva.example'");
	}

	private static MailDelivery delivery(Class<?> bean) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(bean);
		context.refresh();
		MappedMethods methods = new MappedMethods(context.getBeanFactory(), new VirtualEventLoop(),
				List.of(new MimeMessageResolver()));
		return new ListenerDelivery(methods, new WholeMessages(
				new ListenerSettings(DataSize.ofBytes(1000), DataSize.ofBytes(1000), Duration.ofMinutes(2))));
	}

	static class Listeners {

		@MailListener("ticket+{id}@example.org")
		void ticket(int id) {
			log.add(String.valueOf(id));
		}

		@MailListener("envelope@example.org")
		void envelope(MailEnvelope envelope, MailRecipient recipient) {
			assertThat(envelope.recipients()).containsExactly(recipient);
			log.add("Subject: hello\r\n\r\ntext\r\n");
		}

		@MailListener("headers@example.org")
		Mono<Void> headers(MailHeaders headers) {
			return Mono
				.fromRunnable(() -> log.add("Subject: " + headers.first("subject").orElse("") + "\r\n\r\ntext\r\n"));
		}

		@MailListener("bytes@example.org")
		void bytes(byte[] message) {
			log.add(new String(message, StandardCharsets.UTF_8));
		}

		@MailListener("stream@example.org")
		void stream(InputStream message) throws IOException {
			log.add(new String(message.readAllBytes(), StandardCharsets.UTF_8));
		}

		@MailListener("mime@example.org")
		void mime(MimeMessage message) throws Exception {
			log.add("Subject: " + message.getSubject() + "\r\n\r\n" + message.getContent());
		}

		@MailListener("message@example.org")
		Mono<?> message(MailMessage message) {
			return message.bytes(DataSize.ofKilobytes(1)).doOnNext(this::bytes);
		}

		@MailListener("sales@example.net")
		void sales() {
			log.add("sales");
		}

		@MailListener("{who}@example.net")
		void any(String who) {
			log.add("any " + who);
		}

		@MailListener("*@{host}.example.net")
		void below(String host) {
			log.add("below " + host);
		}

		@MailListener("refused@example.org")
		void refused() {
			throw new MailRefusedException(SmtpReply.refused("5.7.1", "Not today"));
		}

		@MailListener("denied@example.org")
		Mono<Void> denied() {
			return Mono.error(new AccessDeniedException("no"));
		}

	}

	static class Same {

		@MailListener({ "{x}@example.org", "{y}@EXAMPLE.org" })
		void listen() {
		}

	}

	static class Ambiguous {

		@MailListener({ "a{x}@example.org", "{y}a@example.org" })
		void listen() {
		}

	}

	static class NoAddress {

		@MailListener("bob")
		void listen() {
		}

	}

	static class NotAscii {

		@MailListener("bob@bücher.example")
		void listen() {
		}

	}

}

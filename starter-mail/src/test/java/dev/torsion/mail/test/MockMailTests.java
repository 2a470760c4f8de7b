package dev.torsion.mail.test;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import dev.torsion.mail.catcher.CaughtMail;
import dev.torsion.net.Certificates;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MockMail}, with the client of Angus Mail.
 */
class MockMailTests {

	private final MockMail mail = new MockMail().start();

	@AfterEach
	void stop() {
		this.mail.close();
	}

	@Test
	void catchesAMessageWithAllThatIsInIt() throws Exception {
		JavaMailSenderImpl sender = sender();
		MimeMessage message = sender.createMimeMessage();
		MimeMessageHelper parts = new MimeMessageHelper(message, true, "UTF-8");
		parts.setFrom("shop@example.com");
		parts.setTo("bob@example.org");
		parts.setBcc("audit@example.org");
		parts.setSubject("Größe");
		parts.setText("plain", "<p>html</p>");
		parts.addAttachment("a.bin", new ByteArrayResource(new byte[] { 1, 2, 3 }));
		sender.send(message);
		CaughtMail caught = this.mail.await();
		assertThat(caught.subject()).isEqualTo("Größe");
		assertThat(caught.sender()).isEqualTo("shop@example.com");
		assertThat(caught.from()).containsExactly("shop@example.com");
		assertThat(caught.to()).containsExactly("bob@example.org");
		assertThat(caught.recipients()).containsExactly("bob@example.org", "audit@example.org");
		assertThat(caught.text()).isEqualTo("plain");
		assertThat(caught.html()).isEqualTo("<p>html</p>");
		assertThat(caught.attachments()).singleElement().satisfies((attachment) -> {
			assertThat(attachment.name()).isEqualTo("a.bin");
			assertThat(attachment.content()).containsExactly(1, 2, 3);
		});
	}

	@Test
	void letsEverybodyLogIn() {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(this.mail.host());
		sender.setPort(this.mail.port());
		sender.setUsername("shop");
		sender.setPassword("secret");
		sender.getJavaMailProperties().put("mail.smtp.auth", "true");
		SimpleMailMessage message = new SimpleMailMessage();
		message.setTo("bob@example.org");
		message.setText("text");
		sender.send(message);
		assertThat(this.mail.await().recipients()).containsExactly("bob@example.org");
		this.mail.fault(MailFault.reply(535, "5.7.8 Wrong password").on("AUTH"));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> sender.send(message))
			.withStackTraceContaining("535");
	}

	@Test
	void waitsForMessages() {
		CompletableFuture<CaughtMail> toCarol = CompletableFuture
			.supplyAsync(() -> this.mail.awaitTo("carol@example.org"));
		CompletableFuture<List<CaughtMail>> two = CompletableFuture.supplyAsync(() -> this.mail.awaitMessages(2));
		CompletableFuture<CaughtMail> second = CompletableFuture
			.supplyAsync(() -> this.mail.await((message) -> "second".equals(message.subject())));
		send("bob@example.org", "first");
		send("carol@example.org", "second");
		assertThat(toCarol.join().subject()).isEqualTo("second");
		assertThat(second.join().recipients()).containsExactly("carol@example.org");
		assertThat(two.join()).hasSize(2);
	}

	@Test
	void tellsWhatThereIsWhenAMessageDoesNotCome() {
		send("bob@example.org", "first");
		this.mail.timeout(Duration.ofMillis(1));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.mail.awaitTo("carol@example.org"))
			.withMessage("No such mail within 1 ms. There is: ['first' from <shop@example.com> to [bob@example.org]]");
	}

	@Test
	void refusesARecipientTheFirstTimes() {
		this.mail.fault(MailFault.reply(450, "4.2.0 Greylisted").on("rcpt").with("Bob@example.org").times(2));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> send("bob@example.org", "hello"))
				.withStackTraceContaining("450 4.2.0 Greylisted");
		}
		send("carol@example.org", "hello");
		send("bob@example.org", "hello");
		assertThat(this.mail.messages()).hasSize(2);
		assertThat(this.mail.commands()).filteredOn((command) -> command.startsWith("RCPT TO:<bob")).hasSize(3);
	}

	@Test
	void refusesConnections() {
		this.mail.fault(MailFault.reply(554, "No mail here").on(MailFault.CONNECT));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> send("bob@example.org", "hello"))
			.withStackTraceContaining("554");
	}

	@Test
	void disconnectsAtAVerb() {
		this.mail.fault(MailFault.disconnect().on("MAIL").times(1));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> send("bob@example.org", "hello"));
		send("bob@example.org", "hello");
		assertThat(this.mail.messages()).hasSize(1);
	}

	@Test
	void disconnectsInTheMiddleOfAMessage() {
		this.mail.fault(MailFault.cut(DataSize.ofKilobytes(64)).times(1));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> sendText("x".repeat(70) + "\n", 10_000));
		assertThat(this.mail.messages()).isEmpty();
		sendText("x\n", 1);
		assertThat(this.mail.messages()).hasSize(1);
	}

	@Test
	void refusesAMessageAtItsEnd() {
		this.mail.fault(MailFault.reply(552, "5.3.4 Too big").on(MailFault.END_OF_MESSAGE).with("bob@example.org"));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> send("bob@example.org", "hello"))
			.withStackTraceContaining("552 5.3.4 Too big");
		assertThat(this.mail.messages()).isEmpty();
		send("carol@example.org", "hello");
		assertThat(this.mail.messages()).hasSize(1);
	}

	@Test
	void losesTheReplyToAMessageThatItHasTaken() {
		this.mail.fault(MailFault.disconnect().on(MailFault.END_OF_MESSAGE).times(1));
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> send("bob@example.org", "hello"));
		assertThat(this.mail.await().subject()).isEqualTo("hello");
	}

	@Test
	void delaysReplies() {
		this.mail.fault(MailFault.delay(Duration.ofMinutes(1)).on("EHLO").times(1));
		JavaMailSenderImpl sender = sender();
		sender.getJavaMailProperties().put("mail.smtp.timeout", "100");
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> sender.send(message("bob@example.org", "a")))
			.withStackTraceContaining("Read timed out");
	}

	@Test
	void readsSlowly() {
		this.mail.fault(MailFault.slow(Duration.ofMinutes(1)).times(1));
		JavaMailSenderImpl sender = sender();
		sender.getJavaMailProperties().put("mail.smtp.timeout", "100");
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> sender.send(message("bob@example.org", "a")))
			.withStackTraceContaining("Read timed out");
		assertThat(this.mail.messages()).isEmpty();
		assertThat(this.mail.commands()).contains("DATA");
	}

	@Test
	void refusesStartTlsOrDoesIt() throws Exception {
		try (MockMail secure = new MockMail().tls(Certificates.bundle("127.0.0.1")).start()) {
			JavaMailSenderImpl sender = sender(secure);
			Properties properties = sender.getJavaMailProperties();
			properties.put("mail.smtp.starttls.required", "true");
			properties.put("mail.smtp.ssl.trust", "*");
			properties.put("mail.smtp.ssl.checkserveridentity", "false");
			sender.send(message("bob@example.org", "hello"));
			assertThat(secure.await().envelope().client().secure()).isTrue();
			secure.fault(MailFault.reply(454, "4.7.0 TLS not available").on("STARTTLS"));
			assertThatExceptionOfType(MailException.class)
				.isThrownBy(() -> sender.send(message("bob@example.org", "hello")));
			assertThat(secure.messages()).hasSize(1);
		}
	}

	@Test
	void hearsCommandsHoweverTheyAreCut() throws Exception {
		try (Socket socket = new Socket(this.mail.host(), this.mail.port())) {
			socket.setSoTimeout(10_000);
			for (String part : List.of("EH", "LO there.example\r\nMAIL FROM:<a@there.example>\r\nRCPT T",
					"O:<b@example.org>\r\nBDAT 11\r\nSubject: a\rBDAT 8 LAST\r\n\n\r\nb\r\nc\nQUIT\r\n")) {
				socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
			}
			String replies = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(replies).contains("221");
		}
		assertThat(this.mail.commands()).containsExactly("EHLO there.example", "MAIL FROM:<a@there.example>",
				"RCPT TO:<b@example.org>", "BDAT 11", "BDAT 8 LAST", "QUIT");
	}

	@Test
	void forgetsWhatHasHappened() {
		this.mail.fault(MailFault.disconnect());
		assertThatExceptionOfType(MailException.class).isThrownBy(() -> send("bob@example.org", "hello"));
		this.mail.reset();
		assertThat(this.mail.commands()).isEmpty();
		send("bob@example.org", "hello");
		this.mail.reset();
		assertThat(this.mail.messages()).isEmpty();
	}

	@Test
	void startsAgainAfterItsEnd() {
		assertThatIllegalStateException().isThrownBy(this.mail::start);
		this.mail.close();
		assertThatIllegalStateException().isThrownBy(this.mail::port);
		this.mail.start();
		send("bob@example.org", "hello");
		assertThat(this.mail.await().subject()).isEqualTo("hello");
	}

	@Test
	void refusesFaultsThatMeanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> MailFault.reply(250, "Ok"));
		assertThatIllegalStateException().isThrownBy(() -> MailFault.cut(DataSize.ofBytes(1)).on("RCPT"));
	}

	private void send(String recipient, String subject) {
		sender().send(message(recipient, subject));
	}

	private void sendText(String line, int times) {
		SimpleMailMessage message = message("bob@example.org", "hello");
		message.setText(line.repeat(times));
		sender().send(message);
	}

	private static SimpleMailMessage message(String recipient, String subject) {
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom("shop@example.com");
		message.setTo(recipient);
		message.setSubject(subject);
		message.setText("text");
		return message;
	}

	private JavaMailSenderImpl sender() {
		return sender(this.mail);
	}

	private static JavaMailSenderImpl sender(MockMail mail) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(mail.host());
		sender.setPort(mail.port());
		return sender;
	}

}

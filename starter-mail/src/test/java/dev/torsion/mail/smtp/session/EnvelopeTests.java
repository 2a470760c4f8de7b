package dev.torsion.mail.smtp.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailEnvelope.Body;
import dev.torsion.mail.MailEnvelope.Parameters;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRecipient.Notify;
import dev.torsion.mail.smtp.session.settings.SmtpLimits;
import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MAIL and RCPT say, and the order of commands.
 */
class EnvelopeTests {

	private final Served served = Served.smtp();

	@Test
	void takesAllParameters() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@there.example> SIZE=100 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb AUTH=<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org> NOTIFY=SUCCESS,delay ORCPT=rfc822;Bob+40there.example
				S: 250 2.1.5 Ok
				C: RCPT TO:<bücher@example.org> NOTIFY=NEVER
				S: 250 2.1.5 Ok
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: .
				S: 250 2.0.0 Ok, known here as …
				""");
		MailEnvelope envelope = this.served.room.only().envelope();
		assertThat(envelope.parameters()).isEqualTo(new Parameters(100, Body.EIGHT_BIT, true, true, "a+b"));
		assertThat(envelope.client().protocol()).isEqualTo("UTF8SMTP");
		assertThat(envelope.recipients()).extracting(MailRecipient::notices)
			.containsExactly(Set.of(Notify.SUCCESS, Notify.DELAY), Set.of(Notify.NEVER));
		assertThat(envelope.recipients().get(0).originalRecipient()).isEqualTo("rfc822;Bob@there.example");
		assertThat(this.served.room.only().text()).doesNotContain("\tfor <");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SIZE", "SIZE=x", "BODY=9BIT", "SMTPUTF8=1", "RET=SOME", "ENVID=+0A", "ENVID=+", "RET" })
	void refusesMalformedParametersOfMail(String parameter) {
		this.served.greeted().holds("C: MAIL FROM:<ada@there.example> " + parameter + """

				S: 501 5.5.4 …
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOTIFY=NEVER,DELAY", "NOTIFY=", "NOTIFY=SOMETIMES", "ORCPT=x", "ORCPT=;x",
			"ORCPT=rfc822;a+0Db", "NOTIFY" })
	void refusesMalformedParametersOfRcpt(String parameter) {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>\s""" + parameter + """

				S: 501 5.5.4 …
				""");
	}

	@Test
	void refusesUnknownParameters() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@there.example> XYZZY=1
				S: 555 5.5.4 There is a parameter that is not known here
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org> XYZZY
				S: 555 5.5.4 There is a parameter that is not known here
				""");
	}

	@Test
	void wantsCommandsInTheirOrder() {
		this.served.open().holds("""
				S: 220 mx.example.org ESMTP
				C: MAIL FROM:<ada@there.example>
				S: 503 5.5.1 This is not the time for this command
				C: HELO there.example
				S: 250 mx.example.org
				C: LHLO there.example
				S: 500 5.5.1 There is no such command
				C: RCPT TO:<bob@example.org>
				S: 503 5.5.1 This is not the time for this command
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				C: MAIL FROM:<ada@there.example>
				S: 503 5.5.1 This is not the time for this command
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				C: AUTH PLAIN
				S: 503 5.5.1 This is not the time for this command
				C: STARTTLS
				S: 503 5.5.1 This is not the time for this command
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				C: DATA now
				S: 501 5.5.4 Nothing goes here
				C: RSET
				S: 250 2.0.0 Ok
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				C: AUTH PLAIN
				S: 502 5.5.1 Nobody logs in here
				C: STARTTLS
				S: 502 5.5.1 TLS is not offered here
				C: NOOP with words
				S: 250 2.0.0 Ok
				C: HELP
				S: 214 2.0.0 EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT VRFY EXPN HELP STARTTLS AUTH
				C: quit
				S: 221 2.0.0 Goodbye
				<closed>
				""");
	}

	@Test
	void beginsAnewWithEhlo() {
		this.served.addressed().holds("""
				C: HELO again.example
				S: 250 mx.example.org
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				""");
	}

	@Test
	void answersCommandsThatCameTogetherInTheirOrder() {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "MAIL FROM:<a@there.example>\r\nRCPT TO:<nobody@example.org>\r\n"
				+ "RCPT TO:<bob@example.org>\r\nDATA\r\nA: b\r\n\r\n.\r\nMAIL FROM:<>\r\nQUIT\r\n");
		conversation.holds("""
				S: 250 2.1.0 Ok
				S: 550 5.1.1 No such user
				S: 250 2.1.5 Ok
				S: 354 Go on, end with CRLF.CRLF
				S: 250 2.0.0 Ok, known here as …
				S: 250 2.1.0 Ok
				S: 221 2.0.0 Goodbye
				<closed>
				""");
		assertThat(this.served.room.only().text()).contains("\tfor <bob@example.org>;");
	}

	@Test
	void saysTheSameWhereverInputIsSplit() {
		String input = "EHLO a.example\r\nMAIL FROM:<a@b.c> SIZE=9\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nA: b\r\n\r\n"
				+ "..\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nBDAT 6\r\nA: b\r\nBDAT 3 LAST\r\n\r\nxNOOP\r\nQUIT\r\n";
		String whole = null;
		for (int split = 0; split < input.length(); split++) {
			Served server = Served.smtp();
			Conversation conversation = server.open();
			SmugglingTests.send(conversation, input.substring(0, split));
			SmugglingTests.send(conversation, input.substring(split));
			String outcome = server.transport.takeWritten() + server.room.delivered;
			whole = (whole != null) ? whole : outcome;
			assertThat(outcome).as("split at %d", split).isEqualTo(whole).contains("221 2.0.0 Goodbye");
			assertThat(server.room.delivered).hasSize(2);
		}
	}

	@Test
	void takesThePostmasterWithoutADomainAndNobodyElse() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada>
				S: 501 5.1.7 The address needs a domain
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<Postmaster>
				S: 250 2.1.5 Ok
				C: RCPT TO:<bob>
				S: 501 5.1.3 The address needs a domain
				C: BDAT 0 LAST
				S: 250 2.0.0 Ok, known here as …
				""");
		assertThat(this.served.room.only().envelope().recipients().get(0).address())
			.hasToString("Postmaster@example.org");
	}

	@Test
	void takesAMessageInChunks() {
		this.served.addressed().holds("""
				C: BDAT 6
				C: A: b
				S: 250 2.0.0 6 bytes taken
				C: RCPT TO:<cleo@example.org>
				S: 503 5.5.1 This is not the time for this command
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				C: BDAT 0
				S: 250 2.0.0 0 bytes taken
				C: BDAT 2 LAST
				C:
				S: 250 2.0.0 Ok, known here as …
				C: BDAT 0 LAST
				S: 503 5.5.1 There is no message for this chunk
				""");
		assertThat(this.served.room.only().sent()).isEqualTo("A: b\r\n\r\n");
	}

	@Test
	void forgetsChunksWithRset() {
		this.served.addressed().holds("""
				C: BDAT 8
				C: A: b
				C:
				S: 250 2.0.0 8 bytes taken
				C: RSET
				S: 250 2.0.0 Ok
				""");
		assertThat(this.served.room.events).containsExactly("open 1", "abort");
	}

	@Test
	void refusesAChunkAtItsEndAndThoseThatFollow() {
		this.served.addressed().holds("""
				C: BDAT 12000
				""" + "C: 0123456789\n".repeat(1000) + """
				S: 552 5.3.4 The headers of the message are too large
				C: BDAT 2 LAST
				C:
				S: 503 5.5.1 There is no message for this chunk
				""");
	}

	@Test
	void endsAfterTooManyMessages() {
		this.served.limited(new SmtpLimits(10_000, 1_000, 2048, 100, 1, 20));
		this.served.addressed().holds("""
				C: BDAT 0 LAST
				S: 250 2.0.0 Ok, known here as …
				C: MAIL FROM:<>
				S: 421 4.7.0 Too many messages in one connection, open another one
				<closed>
				""");
	}

	@Test
	void countsWhatItDoes() {
		this.served.addressed().holds("""
				C: RCPT TO:<nobody@example.org>
				S: 550 5.1.1 No such user
				C: BDAT 0 LAST
				S: 250 2.0.0 Ok, known here as …
				C: XYZZY
				S: 500 5.5.1 There is no such command
				""");
		SmtpCounts counts = this.served.server().counts();
		assertThat(counts.accepted()).isOne();
		assertThat(counts.refused(SmtpCounts.Refusal.RECIPIENT)).isOne();
		assertThat(counts.refused(SmtpCounts.Refusal.COMMAND)).isOne();
		assertThat(Duration.ofNanos((long) counts.duration(TimeUnit.NANOSECONDS))).isPositive();
	}

}

package dev.torsion.mail.smtp.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.torsion.cred.sasl.SaslFixture;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SenderRule;
import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * AUTH, RFC 4954, and what follows from it for submission, RFC 6409.
 */
class LoginTests {

	private static final String PLAIN = base64("\0ada@example.org\0secret");

	private final SaslFixture sasl = new SaslFixture(SaslFixture.account("ada@example.org", "{noop}secret"));

	private final Served served = Served
		.submission(new Logins(this.sasl.portal, this.sasl.sasl(), SenderRule.byName(), true));

	@Test
	void wantsALoginBeforeAMessage() {
		this.served.transport.secured();
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@example.org>
				S: 530 5.7.0 Log in first
				C: AUTH PLAIN %s
				S: 235 2.7.0 Welcome
				C: MAIL FROM:<ada@example.org>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@elsewhere.example>
				S: 250 2.1.5 Ok
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: Message-ID: <1@x>
				C: .
				S: 250 2.0.0 Ok, known here as …
				""".formatted(PLAIN));
		String text = this.served.room.only().text();
		assertThat(text).contains(" with ESMTPSA id ")
			.contains("\r\nDate: Fri, 2 Jan 2026 03:04:05 +0000\r\nMessage-ID: <1@x>\r\n");
		assertThat(this.served.room.only().envelope().client().login()).isNotNull();
	}

	@Test
	void takesNobodyForSomebodyElse() {
		this.served.transport.secured();
		Conversation conversation = loggedIn();
		conversation.holds("""
				C: MAIL FROM:<eve@example.org>
				S: 553 5.7.1 This is not your address
				C: MAIL FROM:<ada@EXAMPLE.org>
				S: 250 2.1.0 Ok
				C: RSET
				S: 250 2.0.0 Ok
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				""");
	}

	@Test
	void asksForNoPasswordInPlainText() {
		this.served.transport.offeringTls();
		Conversation conversation = this.served.open();
		conversation.holds("""
				S: 220 mx.example.org ESMTP
				C: AUTH PLAIN %s
				S: 503 5.5.1 This is not the time for this command
				""".formatted(PLAIN));
		SmugglingTests.send(conversation, "EHLO there.example\r\n");
		assertThat(this.served.transport.takeWritten()).contains("STARTTLS").doesNotContain("PLAIN");
		conversation.holds("""
				C: AUTH PLAIN %s
				S: 538 5.7.11 This mechanism needs TLS
				""".formatted(PLAIN));
	}

	@Test
	void forgetsEverythingAtStartTls() {
		this.served.transport.offeringTls();
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "STARTTLS\r\nEHLO eve.example\r\nMAIL FROM:<eve@there.example>\r\n");
		conversation.holds("""
				S: 220 2.0.0 Begin TLS
				C: MAIL FROM:<ada@example.org>
				S: 503 5.5.1 This is not the time for this command
				C: AUTH PLAIN %s
				S: 503 5.5.1 This is not the time for this command
				C: STARTTLS
				S: 503 5.5.1 This is not the time for this command
				C: EHLO there.example
				S: 250-mx.example.org
				S: 250-PIPELINING
				S: 250-ENHANCEDSTATUSCODES
				S: 250-SIZE 10000
				S: 250-8BITMIME
				S: 250-SMTPUTF8
				S: 250-DSN
				S: 250-LIMITS RCPTMAX=100 MAILMAX=50
				S: 250-CHUNKING
				S: 250-BINARYMIME
				S: 250 AUTH SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN
				""".formatted(PLAIN));
	}

	@Test
	void takesWhatFollowsAuthForItsResponse() {
		this.served.transport.secured();
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "AUTH PLAIN\r\nMAIL FROM:<eve@there.example>\r\nNOOP\r\n");
		conversation.holds("""
				S: 334\s
				S: 501 5.5.2 This is not what the mechanism has
				S: 250 2.0.0 Ok
				""");
	}

	@Test
	void refusesControlCharactersInResponses() {
		this.served.transport.secured();
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "AUTH PLAIN\r\nAGFk\0YQ==\r\n*\r\n");
		conversation.holds("""
				S: 334\s
				S: 500 5.5.2 Control characters have no place in a command
				S: 501 5.7.0 You have given up
				""");
	}

	@Test
	void givesUpIfToldSo() {
		this.served.transport.secured();
		this.served.greeted().holds("""
				C: AUTH PLAIN
				S: 334\s
				C: *
				S: 501 5.7.0 You have given up
				C: AUTH PLAIN =
				S: 501 5.5.2 This is not what the mechanism has
				C: AUTH XYZZY
				S: 504 5.5.4 This mechanism is not offered
				C: AUTH
				S: 504 5.5.4 This mechanism is not offered
				C: AUTH PLAIN %s
				S: 535 5.7.8 Wrong name or password
				""".formatted(base64("\0ada@example.org\0wrong")));
	}

	@Test
	void logsInOnceAndNotInsideAMessage() {
		this.served.transport.secured();
		loggedIn().holds("""
				C: AUTH PLAIN %s
				S: 503 5.5.1 You have logged in
				C: MAIL FROM:<ada@example.org>
				S: 250 2.1.0 Ok
				C: AUTH PLAIN %s
				S: 503 5.5.1 This is not the time for this command
				""".formatted(PLAIN, PLAIN));
	}

	@Test
	void takesResponsesLongerThanCommands() {
		this.served.transport.secured();
		String long12k = base64("\0ada@example.org\0" + "x".repeat(9_000));
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: AUTH PLAIN %s
				S: 535 5.7.8 Wrong name or password
				C: AUTH PLAIN
				S: 334\s
				C: %s
				S: 535 5.7.8 Wrong name or password
				C: NOOP %s
				S: 500 5.5.2 The line is too long
				""".formatted(long12k, long12k, long12k));
		SmugglingTests.send(conversation, "AUTH PLAIN " + "A".repeat(20_000) + "\r\n");
		conversation.holds("S: 500 5.5.2 The line is too long");
	}

	@Test
	void endsWithThoseWhoGuess() {
		this.served.transport.secured();
		Conversation conversation = this.served.greeted();
		for (int i = 0; i < 21; i++) {
			SmugglingTests.send(conversation, "AUTH PLAIN " + base64("\0ada@example.org\0" + i) + "\r\n");
		}
		assertThat(List.of(this.served.transport.takeWritten().split("\r\n"))).hasSize(21)
			.endsWith("421 4.7.0 Too many errors");
	}

	@Test
	void logsOutWhenTheClientIsGone() {
		this.served.transport.secured();
		Conversation conversation = loggedIn();
		conversation.holds("<gone>");
		assertThat(this.served.transport.context().isEmpty()).isTrue();
	}

	private Conversation loggedIn() {
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: AUTH PLAIN %s
				S: 235 2.7.0 Welcome
				""".formatted(PLAIN));
		return conversation;
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}

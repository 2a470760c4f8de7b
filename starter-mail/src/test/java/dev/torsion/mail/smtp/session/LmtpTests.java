package dev.torsion.mail.smtp.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations in LMTP, RFC 2033.
 */
class LmtpTests {

	private final Served served = Served.lmtp();

	@Test
	void answersForEachRecipient() {
		this.served.open().holds("""
				S: 220 mx.example.org LMTP
				C: EHLO there.example
				S: 500 5.5.1 There is no such command
				C: LHLO there.example
				S: 250-mx.example.org
				S: 250-PIPELINING
				S: 250-ENHANCEDSTATUSCODES
				S: 250-SIZE 10000
				S: 250-8BITMIME
				S: 250-SMTPUTF8
				S: 250-DSN
				S: 250-LIMITS RCPTMAX=100 MAILMAX=50
				S: 250-CHUNKING
				S: 250 BINARYMIME
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				C: RCPT TO:<nobody@example.org>
				S: 550 5.1.1 No such user
				C: RCPT TO:<full@example.org>
				S: 250 2.1.5 Ok
				C: RCPT TO:<cleo>
				S: 250 2.1.5 Ok
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: Subject: Hello
				C:
				C: .
				S: 250 2.1.5 <bob@example.org> Ok, known here as …
				S: 452 4.2.2 The mailbox is full
				S: 250 2.1.5 <cleo@example.org> Ok, known here as …
				""");
		assertThat(this.served.room.delivered)
			.extracting((mail) -> mail.envelope().recipients().get(0).address().localPart())
			.containsExactly("bob", "cleo");
		assertThat(this.served.room.delivered.get(0).text()).contains(" with LMTP id ");
		assertThat(this.served.room.events).contains("abort");
	}

	@Test
	void answersForEachRecipientAfterTheLastChunkAlone() {
		this.served.addressed().holds("""
				C: RCPT TO:<cleo@example.org>
				S: 250 2.1.5 Ok
				C: BDAT 6
				C: A: b
				S: 250 2.0.0 6 bytes taken
				C: BDAT 2 LAST
				C:
				S: 250 2.1.5 <bob@example.org> Ok, known here as …
				S: 250 2.1.5 <cleo@example.org> Ok, known here as …
				""");
	}

	@Test
	void refusesAMessageForEachRecipient() {
		this.served.addressed().holds("""
				C: RCPT TO:<cleo@example.org>
				S: 250 2.1.5 Ok
				C: BDAT 12000 LAST
				""" + "C: 0123456789\n".repeat(1000) + """
				S: 552 5.3.4 The headers of the message are too large
				S: 552 5.3.4 The headers of the message are too large
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				""");
	}

}

package dev.torsion.mail.smtp.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations in SMTP, RFC 5321.
 */
class SmtpTests {

	private final Served served = Served.smtp();

	@Test
	void takesAMessage() {
		this.served.open().holds("""
				S: 220 mx.example.org ESMTP
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
				S: 250 BINARYMIME
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: Subject: Hello
				C:
				C: ..
				C: Bye
				C: .
				S: 250 2.0.0 Ok, known here as …
				C: QUIT
				S: 221 2.0.0 Goodbye
				<closed>
				""");
		assertThat(this.served.room.only().text()).matches("""
				Received: from there.example \\(\\[192.0.2.1\\]\\)\r
				\tby mx.example.org with ESMTP id [0-9A-Z]+\r
				\tfor <bob@example.org>;\r
				\tFri, 2 Jan 2026 03:04:05 \\+0000\r
				Subject: Hello\r
				\r
				.\r
				Bye\r
				""");
		assertThat(this.served.room.events).containsExactly("open 1", "prepare", "commit");
	}

}

package dev.torsion.mail.smtp.session;

import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What no decent client says.
 */
class AttackTests {

	private final Served served = Served.smtp();

	@Test
	void relaysNothingForStrangers() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@example.org>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@elsewhere.example>
				S: 550 5.7.1 Relaying denied
				C: RCPT TO:<@example.org:bob@elsewhere.example>
				S: 550 5.7.1 Relaying denied
				C: RCPT TO:<"bob@elsewhere.example"@example.org>
				S: 250 2.1.5 Ok
				C: RCPT TO:<bob@example.org@elsewhere.example>
				S: 501 5.1.3 The address is malformed
				C: RCPT TO:<bob@[192.0.2.9]>
				S: 550 5.7.1 Relaying denied
				""");
	}

	@Test
	void takesNoMessageForRecipientsThatWereRefused() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@example.org>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@elsewhere.example>
				S: 550 5.7.1 Relaying denied
				C: DATA
				S: 503 5.5.1 This is not the time for this command
				""");
	}

	@Test
	void stripsSourceRoutes() {
		this.served.greeted().holds("""
				C: MAIL FROM:<@a.example:ada@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<@a.example,@b.example:bob@example.org>
				S: 250 2.1.5 Ok
				C: DATA
				S: 354 Go on, end with CRLF.CRLF
				C: .
				S: 250 2.0.0 Ok, known here as …
				""");
		assertThat(this.served.room.only().envelope().recipients().get(0).address()).hasToString("bob@example.org");
		assertThat(this.served.room.only().envelope().sender()).hasToString("ada@there.example");
	}

	@Test
	void takesTheNullPathForSendersAlone() {
		this.served.greeted().holds("""
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<>
				S: 501 5.1.3 The address needs a domain
				C: RCPT TO:<@example.org>
				S: 501 5.1.3 The source route is malformed
				C: RCPT TO:<""@example.org>
				S: 501 5.1.3 There is nothing before the @
				""");
	}

	@Test
	void tellsNothingAboutMailboxes() {
		this.served.greeted().holds("""
				C: VRFY bob
				S: 252 2.5.2 Cannot tell, but mail for it may be taken
				C: VRFY nobody
				S: 252 2.5.2 Cannot tell, but mail for it may be taken
				C: EXPN staff
				S: 502 5.5.1 Lists are not told
				""");
	}

	@Test
	void refusesNulInCommandsAndAddresses() {
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: NOOP\0
				S: 500 5.5.2 Control characters have no place in a command
				C: MAIL FROM:<a\0@there.example>
				S: 500 5.5.2 Control characters have no place in a command
				""");
	}

	@Test
	void refusesBadUtf8InAddresses() {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "MAIL FROM:<\u00fc@there.example> SMTPUTF8\r\n");
		conversation.holds("S: 501 5.6.7 This is not UTF-8");
	}

	@Test
	void refusesUtf8InAddressesWithoutItsExtension() {
		this.served.greeted().holds("""
				C: MAIL FROM:<bücher@there.example>
				S: 553 5.6.7 Such addresses need SMTPUTF8
				C: MAIL FROM:<a@bücher.example>
				S: 553 5.6.7 Such addresses need SMTPUTF8
				C: MAIL FROM:<a@there.example>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bücher@example.org>
				S: 553 5.6.7 Such addresses need SMTPUTF8
				""");
	}

	@Test
	void goesOnAfterALineThatIsTooLong() {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "NOOP " + "x".repeat(2048 - 5) + "\r\n");
		conversation.holds("S: 250 2.0.0 Ok");
		SmugglingTests.send(conversation, "NOOP " + "x".repeat(2048 - 4) + "\r\n");
		conversation.holds("S: 500 5.5.2 The line is too long");
		for (int i = 0; i < 100; i++) {
			SmugglingTests.send(conversation, "x".repeat(10_000));
			conversation.holds("<silence>");
		}
		conversation.holds("""
				C:
				S: 500 5.5.2 The line is too long
				C: NOOP
				S: 250 2.0.0 Ok
				""");
	}

	@Test
	void takesAHundredOfTenThousandRecipients() {
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: MAIL FROM:<ada@there.example>
				S: 250 2.1.0 Ok
				""");
		for (int i = 0; i < 10_000 && !this.served.transport.isClosed(); i++) {
			SmugglingTests.send(conversation, "RCPT TO:<user" + i + "@example.org>\r\n");
		}
		String[] replies = this.served.transport.takeWritten().split("\r\n");
		assertThat(replies).hasSize(100 + 1000 + 21);
		assertThat(replies).startsWith("250 2.1.5 Ok").endsWith("421 4.7.0 Too many errors");
		assertThat(replies[99]).isEqualTo("250 2.1.5 Ok");
		assertThat(replies[100]).isEqualTo("452 4.5.3 Too many recipients");
		assertThat(this.served.transport.isClosed()).isTrue();
	}

	@Test
	void takesTheMessageForTheRecipientsThatWereNotTooMany() {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "MAIL FROM:<>\r\n");
		for (int i = 0; i < 500; i++) {
			SmugglingTests.send(conversation, "RCPT TO:<user" + i + "@example.org>\r\n");
		}
		SmugglingTests.send(conversation, "DATA\r\n\r\n.\r\n");
		assertThat(this.served.room.only().envelope().recipients()).hasSize(100);
	}

	@Test
	void endsAfterTooManyErrors() {
		Conversation conversation = this.served.greeted();
		for (int i = 0; i < 20; i++) {
			conversation.holds("""
					C: XYZZY
					S: 500 5.5.1 There is no such command
					""");
		}
		conversation.holds("""
				C: RCPT
				S: 421 4.7.0 Too many errors
				<closed>
				""");
	}

	@Test
	void countsErrorsAnewAfterAMessage() {
		Conversation conversation = this.served.greeted();
		for (int i = 0; i < 10; i++) {
			conversation.holds("""
					C: MAIL FROM:<ada@there.example>
					S: 250 2.1.0 Ok
					C: RCPT TO:<bob@elsewhere.example>
					S: 550 5.7.1 Relaying denied
					C: RCPT TO:<nobody@example.org>
					S: 550 5.1.1 No such user
					C: RCPT TO:<bob@example.org>
					S: 250 2.1.5 Ok
					C: DATA
					S: 354 Go on, end with CRLF.CRLF
					C: .
					S: 250 2.0.0 Ok, known here as …
					C: XYZZY
					S: 500 5.5.1 There is no such command
					""");
		}
	}

	/** A browser can be made to send mail in what it posts. */
	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1", "POST / HTTP/1.1", "put /x HTTP/1.1", "CONNECT a:25 HTTP/1.1",
			"OPTIONS * HTTP/1.1", "PRI * HTTP/2.0", "Host: mx.example.org" })
	void endsAtOnceWithWhatIsHttp(String line) {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, line + "\r\nMAIL FROM:<eve@there.example>\r\n");
		conversation.holds("""
				S: 521 5.5.1 This is a mail server
				<closed>
				""");
	}

	@Test
	void floodsOfHeadersAreReadToTheirEndAndRefused() {
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\n");
		for (int i = 0; i < 200; i++) {
			SmugglingTests.send(conversation, "X-Header: " + "x".repeat(30) + "\r\n");
		}
		SmugglingTests.send(conversation, "\r\n.\r\nNOOP\r\n");
		conversation.holds("""
				S: 354 Go on, end with CRLF.CRLF
				S: 552 5.3.4 The headers of the message are too large
				S: 250 2.0.0 Ok
				""");
		assertThat(this.served.room.events).isEmpty();
	}

	@Test
	void findsALoop() {
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\n" + "Received: x\r\n".repeat(51) + "\r\n.\r\n");
		conversation.holds("""
				S: 354 Go on, end with CRLF.CRLF
				S: 554 5.4.6 The message goes round in circles
				""");
		conversation.holds("""
				C: MAIL FROM:<>
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				""");
		SmugglingTests.send(conversation, "DATA\r\n" + "Received: x\r\n".repeat(50) + "\r\n.\r\n");
		conversation.holds("""
				S: 354 Go on, end with CRLF.CRLF
				S: 250 2.0.0 Ok, known here as …
				""");
	}

	@Test
	void refusesWhatIsTooLargeOnceAllOfItHasArrived() {
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\nA: b\r\n\r\n");
		SmugglingTests.send(conversation, "0123456789abcdef\r\n".repeat(800));
		conversation.holds("S: 354 Go on, end with CRLF.CRLF");
		assertThat(this.served.room.events).containsExactly("open 1", "abort");
		SmugglingTests.send(conversation, ".\r\nNOOP\r\n");
		conversation.holds("""
				S: 552 5.3.4 The message is too large
				S: 250 2.0.0 Ok
				""");
	}

	@Test
	void endsWithThoseWhoNeverEnd() {
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\nA: b\r\n\r\n");
		for (int i = 0; i < 100 && !this.served.transport.isClosed(); i++) {
			SmugglingTests.send(conversation, "0123456789abcdef\r\n".repeat(100));
		}
		conversation.holds("""
				S: 354 Go on, end with CRLF.CRLF
				S: 552 5.3.4 The message is too large
				<closed>
				""");
	}

	@Test
	void refusesASizeThatIsTooLarge() {
		this.served.greeted().holds("""
				C: MAIL FROM:<ada@there.example> SIZE=10001
				S: 552 5.3.4 The message is too large
				C: MAIL FROM:<ada@there.example> SIZE=99999999999999999999
				S: 552 5.3.4 The message is too large
				C: MAIL FROM:<ada@there.example> SIZE=-1
				S: 501 5.5.4 The parameter SIZE is malformed
				C: MAIL FROM:<ada@there.example> SIZE=10000
				S: 250 2.1.0 Ok
				""");
	}

	/** Whoever talks before the greeting is answered after it. */
	@Test
	void answersEarlyTalkersInOrder() {
		Conversation conversation = this.served.open();
		SmugglingTests.send(conversation, "HELO there.example\r\n");
		conversation.holds("""
				S: 220 mx.example.org ESMTP
				S: 250 mx.example.org
				""");
	}

	@Test
	void greetsNobodyWhomAPolicyRefuses() {
		this.served.with(new MailPolicy() {

			@Override
			public Mono<Void> connected(MailClient client) {
				return Mono.error(new MailRefusedException(new SmtpReply(554, "5.7.1", "Not you")));
			}

		});
		this.served.open().holds("""
				S: 554 5.7.1 Not you
				<closed>
				""");
	}

	@Test
	void readsAChunkThatBelongsToNothing() {
		Conversation conversation = this.served.greeted();
		SmugglingTests.send(conversation, "BDAT 31 LAST\r\nMAIL FROM:<eve@there.example>\r\nNOOP\r\n");
		conversation.holds("""
				S: 503 5.5.1 There is no message for this chunk
				S: 250 2.0.0 Ok
				""");
	}

	@Test
	void readsNoEndlessChunkThatBelongsToNothing() {
		this.served.greeted().holds("""
				C: BDAT 999999999999999999
				S: 521 5.3.4 The chunk is too large
				<closed>
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BDAT", "BDAT LAST", "BDAT -1", "BDAT x", "BDAT 1 FIRST", "BDAT 1LAST",
			"BDAT 99999999999999999999" })
	void endsWithAChunkOfUnknownLength(String line) {
		this.served.addressed().holds("C: " + line + """

				S: 521 5.5.4 Here goes the length of a chunk
				<closed>
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EHLO", "EHLO a b", "EHLO <x>", "EHLO a@b", "EHLO [192.0.2]", "EHLO bücher.example",
			"HELO (x)", "HELO x\"" })
	void refusesNamesThatWouldBreakHeaders(String line) {
		this.served.greeted().holds("C: " + line + """

				S: 501 5.5.4 Here goes the name of your host, or its address in brackets
				""");
	}

	@Test
	void endsWithThoseWhoSendALineNowAndThen() {
		this.served.addressed().holds("""
				C: DATA
				S: 354 …
				C: Subject: Slow
				<59m>
				C: X: y
				<silence>
				<2m>
				C: X: z
				S: 421 4.4.2 The message takes too long
				<closed>
				""");
		assertThat(this.served.room.delivered).isEmpty();
	}

	@Test
	void endsWithThoseWhoAreSilent() {
		this.served.greeted().holds("""
				<idle>
				S: 421 4.4.2 Nothing has come for too long
				<closed>
				""");
	}

	@Test
	void saysGoodbye() {
		this.served.greeted().holds("""
				<leaving>
				S: 421 4.3.2 The server is shutting down
				<closed>
				""");
	}

	@Test
	void forgetsTheMessageOfAClientThatIsGone() {
		Conversation conversation = this.served.addressed();
		SmugglingTests.send(conversation, "DATA\r\nA: b\r\n\r\nHalf of ");
		conversation.holds("""
				S: 354 Go on, end with CRLF.CRLF
				<gone>
				""");
		assertThat(this.served.room.events).containsExactly("open 1", "abort");
	}

}

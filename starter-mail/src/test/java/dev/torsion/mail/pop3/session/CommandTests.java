package dev.torsion.mail.pop3.session;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands, as transcripts.
 */
class CommandTests {

	private final Served served = new Served();

	/** Section 10 of RFC 1939, without its time stamp and APOP. */
	@Test
	void holdsTheExampleSessionOfTheRfc() {
		this.served.message(octets("first", 120)).message(octets("second", 200));
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: +OK 2 messages (320 octets)
				C: STAT
				S: +OK 2 320
				C: LIST
				S: +OK 2 messages (320 octets)
				S: 1 120
				S: 2 200
				S: .
				C: RETR 1
				S: +OK 120 octets
				S: Subject: first
				S:
				S: %s
				S: .
				C: DELE 1
				S: +OK Deleted at the end
				C: RETR 2
				S: +OK 200 octets
				S: Subject: second
				S:
				S: %s
				S: .
				C: DELE 2
				S: +OK Deleted at the end
				C: QUIT
				S: +OK Bye
				<closed>
				""".formatted("x".repeat(100), "x".repeat(179)));
		assertThat(this.served.view().messages()).isEmpty();
	}

	private static String octets(String subject, int size) {
		String header = "Subject: " + subject + "\r\n\r\n";
		return header + "x".repeat(size - header.length() - 2) + "\r\n";
	}

	@Test
	void tellsAboutOneMessageOrAboutAll() {
		this.served.message("A: 1\r\n\r\n").message("B: 22\r\n\r\n").message("C: 333\r\n\r\n");
		String validity = "%08x".formatted(this.served.view().uidValidity());
		this.served.session().holds("""
				C: LIST 2
				S: +OK 2 9
				C: UIDL 3
				S: +OK 3 00000003%1$s
				C: UIDL
				S: +OK 3 messages
				S: 1 00000001%1$s
				S: 2 00000002%1$s
				S: 3 00000003%1$s
				S: .
				C: DELE 2
				S: +OK Deleted at the end
				C: LIST
				S: +OK 2 messages (18 octets)
				S: 1 8
				S: 3 10
				S: .
				C: UIDL
				S: +OK 2 messages
				S: 1 00000001%1$s
				S: 3 00000003%1$s
				S: .
				C: STAT
				S: +OK 2 18
				C: LIST 2
				S: -ERR The message is deleted
				C: RETR 2
				S: -ERR The message is deleted
				C: DELE 2
				S: -ERR The message is deleted
				C: RSET
				S: +OK 3 messages (27 octets)
				C: STAT
				S: +OK 3 27
				C: NOOP
				S: +OK
				""".formatted(validity));
	}

	@Test
	void sendsTheTopOfAMessage() {
		this.served.message("A: 1\r\nB: 2\r\n\r\n.one\r\n\r\nthree\r\n");
		this.served.session().holds("""
				C: TOP 1 0
				S: +OK
				S: A: 1
				S: B: 2
				S:
				S: .
				C: TOP 1 2
				S: +OK
				S: A: 1
				S: B: 2
				S:
				S: ..one
				S:
				S: .
				C: TOP 1 99999999999
				S: +OK
				S: A: 1
				S: B: 2
				S:
				S: ..one
				S:
				S: three
				S: .
				C: TOP 1
				S: -ERR TOP takes a message and a number of lines
				C: TOP 1 -1
				S: -ERR That is no number
				""");
	}

	@Test
	void endsTheLastLineOfAMessageAndDoublesDots() {
		this.served.message("A: 1\r\n\r\n.\r\n..\r\n.end").message("").message("B: 2\r\n\r\nx\n.\n");
		this.served.session().holds("""
				C: RETR 1
				S: +OK 19 octets
				S: A: 1
				S:
				S: ..
				S: ...
				S: ..end
				S: .
				C: RETR 2
				S: +OK 0 octets
				S: .
				C: RETR 3
				S: +OK 12 octets
				S: B: 2
				S:
				S: x
				S: ..
				S:
				S: .
				""");
	}

	@Test
	void refusesNumbersThatAreNone() {
		this.served.message("A: 1\r\n\r\n");
		Conversation conversation = this.served.session();
		for (String number : new String[] { "0", "2", "4294967297", "18446744073709551617", "9".repeat(200) }) {
			conversation.holds("C: RETR " + number + "\nS: -ERR There is no such message\nC: NOOP\nS: +OK");
		}
		for (String number : new String[] { "-1", "+1", "1x", "0x1", "1 2", "\u0661" }) {
			conversation.holds("C: DELE " + number + "\nS: -ERR That is no number\nC: NOOP\nS: +OK");
		}
		conversation.holds("C: RETR\nS: -ERR There is something missing\nC: NOOP\nS: +OK");
		conversation.holds("C: STAT 1\nS: -ERR There is too much\nC: NOOP 1\nS: -ERR There is too much");
	}

	@Test
	void listsManyMessagesWhole() {
		for (int i = 0; i < 10_000; i++) {
			this.served.message("A: 1\r\n\r\n");
		}
		String lines = IntStream.rangeClosed(1, 10_000)
			.mapToObj((number) -> "S: " + number + " 8")
			.collect(Collectors.joining("\n"));
		this.served.session().holds("C: LIST\nS: +OK 10000 messages (80000 octets)\n" + lines + "\nS: .");
	}

	@Test
	void answersWhatIsPipelinedInItsOrder() {
		this.served.message("A: 1\r\n\r\n").message("B: 2\r\n\r\n").message("C: 3\r\n\r\n");
		Conversation conversation = this.served.session();
		conversation.send("STAT\r\nRETR 1\r\nRETR 2\r\nRETR 3\r\nDELE 1\r\nnoop\r\nQUIT\r\nSTAT\r\n"
			.getBytes(StandardCharsets.US_ASCII));
		conversation.holds("""
				S: +OK 3 24
				S: +OK 8 octets
				S: A: 1
				S:
				S: .
				S: +OK 8 octets
				S: B: 2
				S:
				S: .
				S: +OK 8 octets
				S: C: 3
				S:
				S: .
				S: +OK Deleted at the end
				S: +OK
				S: +OK Bye
				<closed>
				""");
		assertThat(this.served.view().messages()).hasSize(2);
	}

	@Test
	void saysWhatThereIs() {
		this.served.conversation(Served.local().offeringTls()).holds("""
				S: +OK POP3 ready
				C: CAPA
				S: +OK This is what there is
				S: RESP-CODES
				S: AUTH-RESP-CODE
				S: PIPELINING
				S: EXPIRE NEVER
				S: STLS
				S: USER
				S: SASL PLAIN LOGIN
				S: UTF8 USER
				S: LANG
				S: TOP
				S: UIDL
				S: .
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: +OK 0 messages (0 octets)
				C: CAPA
				S: +OK This is what there is
				S: RESP-CODES
				S: AUTH-RESP-CODE
				S: PIPELINING
				S: EXPIRE NEVER
				S: UTF8
				S: LANG
				S: TOP
				S: UIDL
				S: .
				""");
	}

	@Test
	void speaksEnglish() {
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: LANG
				S: +OK Languages
				S: en English
				S: .
				C: LANG *
				S: +OK en This is English
				C: LANG en-GB
				S: +OK en This is English
				C: LANG fr
				S: -ERR Nobody here speaks that language
				C: UTF8
				S: +OK UTF-8 it is
				""");
	}

	@Test
	void takesVerbsOfTheApplication() {
		this.served.with(new Pop3Command() {

			@Override
			public Rule rule() {
				return Rule.of("XHELLO", Argument.OPTIONAL, Pop3State.AUTHORIZATION);
			}

			@Override
			public Mono<Pop3Reply> run(Pop3Session session, String argument) {
				return Mono.just(Pop3Reply.ok("Hello, " + argument));
			}

		}).with(new Pop3Command() {

			@Override
			public Rule rule() {
				return Rule.of("STAT", Argument.NONE, Pop3State.AUTHORIZATION);
			}

			@Override
			public Mono<Pop3Reply> run(Pop3Session session, String argument) {
				throw new IllegalStateException("This is broken");
			}

		}).conversation().holds("""
				S: +OK POP3 ready
				C: xhello you
				S: +OK Hello, you
				C: STAT
				S: -ERR [SYS/TEMP] Something is wrong here, try again later
				""");
	}

}

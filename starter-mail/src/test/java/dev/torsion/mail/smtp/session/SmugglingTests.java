package dev.torsion.mail.smtp.session;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.torsion.net.test.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One message that another server would take for two, or the other way round:
 * CVE-2023-51764 to 51766, and what resembles them.
 */
class SmugglingTests {

	private static final String INSIDE = "MAIL FROM:<eve@there.example>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nForged\r\n.\r\n";

	private Served served = Served.smtp();

	@ParameterizedTest
	@ValueSource(strings = { "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\n.\r", "\r.\n",
			"\r\n.\r\r\n", "\r\n\0.\r\n\n", "\n\r\n.\n\r\n", "\r\n..\n", "\r\n.\n.\r\n\n" })
	void endsDataWithCrlfDotCrlfAlone(String fake) {
		String message = "Subject: x\r\n\r\nfirst" + fake + INSIDE;
		for (int split = 0; split <= message.length(); split++) {
			this.served = Served.smtp();
			Conversation conversation = this.served.addressed();
			send(conversation, "DATA\r\n" + message.substring(0, split));
			send(conversation, message.substring(split) + "NOOP\r\n");
			assertThat(this.served.transport.takeWritten().lines()).as("split at %d", split)
				.containsExactly("354 Go on, end with CRLF.CRLF",
						"550 5.5.2 The message has line ends that are not CRLF", "250 2.0.0 Ok");
			assertThat(this.served.room.delivered).isEmpty();
		}
	}

	@Test
	void endsDataByteByByteAndAtOnce() {
		String message = "Subject: x\r\n\r\n..\r\n.a\r\n.\r\n";
		Conversation conversation = this.served.addressed();
		send(conversation, "DATA\r\n" + message);
		String whole = this.served.room.only().sent();
		assertThat(whole).isEqualTo("Subject: x\r\n\r\n.\r\na\r\n");
		this.served = Served.smtp();
		Conversation slow = this.served.addressed();
		send(slow, "DATA\r\n");
		message.chars().forEach((character) -> send(slow, String.valueOf((char) character)));
		assertThat(this.served.room.only().sent()).isEqualTo(whole);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "a\nb", "a\rb", "\n.\n", "\r\n.\n", "\r\n\n", "\r\r\n" })
	void refusesBareNewlinesInChunksToo(String body) {
		String message = "Subject: x\r\n\r\n" + body;
		for (int split = 1; split < message.length(); split++) {
			this.served = Served.smtp();
			Conversation conversation = this.served.addressed();
			send(conversation, "BDAT " + split + "\r\n" + message.substring(0, split));
			String rest = message.substring(split);
			send(conversation, "BDAT " + rest.length() + " LAST\r\n" + rest);
			assertThat(this.served.transport.takeWritten()).as("split at %d", split)
				.contains("550 5.5.2 The message has line ends that are not CRLF\r\n")
				.doesNotContain("known here as");
			assertThat(this.served.room.delivered).isEmpty();
		}
	}

	@Test
	void takesALineOfOneDotInAChunkForWhatItIs() {
		String message = "Subject: x\r\n\r\n.\r\nMAIL FROM:<eve@there.example>\r\n";
		Conversation conversation = this.served.addressed();
		send(conversation, "BDAT " + message.length() + " LAST\r\n" + message);
		assertThat(this.served.room.only().sent()).isEqualTo(message);
		assertThat(this.served.transport.takeWritten().lines()).hasSize(1);
	}

	@Test
	void refusesBareNewlinesInHeadersOfBinaryMessages() {
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: MAIL FROM:<ada@there.example> BODY=BINARYMIME
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				""");
		send(conversation, "BDAT 19 LAST\r\nA: b\nC: d\r\n\r\n1\n2\r34");
		assertThat(this.served.transport.takeWritten()).startsWith("550 5.5.2");
	}

	@Test
	void leavesTheBodyOfBinaryMessagesAlone() {
		Conversation conversation = this.served.greeted();
		conversation.holds("""
				C: MAIL FROM:<ada@there.example> BODY=BINARYMIME
				S: 250 2.1.0 Ok
				C: RCPT TO:<bob@example.org>
				S: 250 2.1.5 Ok
				C: DATA
				S: 503 5.5.1 BINARYMIME needs BDAT
				""");
		send(conversation, "BDAT 15 LAST\r\nA: b\r\n\r\n1\n2\r\0.\n");
		assertThat(this.served.room.only().sent()).isEqualTo("A: b\r\n\r\n1\n2\r\0.\n");
	}

	@Test
	void endsTheConnectionAfterABareLineFeedInACommand() {
		for (String line : List.of("NOOP\n", "MAIL FROM:<a@b>\nRCPT TO:<bob@example.org>\r\n", "\n")) {
			this.served = Served.smtp();
			Conversation conversation = this.served.greeted();
			send(conversation, line + "NOOP\r\n");
			conversation.holds("""
					S: 521 5.5.2 Lines have to end with CRLF
					<closed>
					""");
		}
	}

	@Test
	void refusesABareCarriageReturnInACommand() {
		Conversation conversation = this.served.greeted();
		send(conversation, "MAIL FROM:<a@b.example>\rRSET\r\n");
		conversation.holds("S: 500 5.5.2 Control characters have no place in a command");
	}

	@Test
	void normalizesIfToldSo() {
		this.served.normalizing();
		Conversation conversation = this.served.addressed();
		send(conversation, "DATA\nSubject: x\nA: b\rC: d\n\n1\n.\n2\r\n.\n3\r4\r\r\n.\r\n");
		assertThat(this.served.room.only().sent())
			.isEqualTo("Subject: x\r\nA: b C: d\r\n\r\n1\r\n.\r\n2\r\n\r\n3 4 \r\n");
		assertThat(this.served.room.only().headers().fields()).hasSize(2);
	}

	@Test
	void normalizesTheSameWhereverItIsSplit() {
		String message = "A: b\nC: d\re\r\n\r\n1\n2\r\r\n3\r4\n\r\n.\r\n";
		String expected = "A: b\r\nC: d e\r\n\r\n1\r\n2 \r\n3 4\r\n\r\n";
		for (int split = 0; split <= message.length(); split++) {
			this.served = Served.smtp().normalizing();
			Conversation conversation = this.served.addressed();
			send(conversation, "DATA\r\n" + message.substring(0, split));
			send(conversation, message.substring(split));
			assertThat(this.served.room.only().sent()).as("split at %d", split).isEqualTo(expected);
		}
	}

	@Test
	void completesTheLastLineOfChunks() {
		Conversation conversation = this.served.addressed();
		send(conversation, "BDAT 9 LAST\r\nA: b\r\n\r\nx");
		assertThat(this.served.room.only().sent()).isEqualTo("A: b\r\n\r\nx\r\n");
	}

	static void send(Conversation conversation, String bytes) {
		conversation.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
	}

}

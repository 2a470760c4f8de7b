package dev.torsion.mail.smtp.fuzz;

import dev.torsion.mail.smtp.session.Served;
import dev.torsion.net.test.Conversation;

/**
 * Any bytes as a message: however it is cut, the same comes of it, and what is delivered
 * has no line ends but CRLF.
 */
public final class MessageFuzzer {

	private static final byte[] DATA = { 'D', 'A', 'T', 'A', '\r', '\n' };

	private MessageFuzzer() {
	}

	/**
	 * Sends the message. Called by the fuzzer.
	 * @param input what follows DATA
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length == 0) {
			return;
		}
		check(Served.smtp(), Served.smtp(), input);
		check(Served.smtp().normalizing(), Served.smtp().normalizing(), input);
	}

	private static void check(Served whole, Served pieces, byte[] input) {
		Conversation first = whole.addressed();
		first.send(DATA);
		first.send(input);
		Conversation second = pieces.addressed();
		second.send(DATA);
		for (byte piece : input) {
			second.send(new byte[] { piece });
		}
		String replies = outcome(whole);
		if (!replies.equals(outcome(pieces)) || replies.contains("451 4.3.0")) {
			throw new IllegalStateException("Other replies than: " + replies);
		}
		if (!whole.room.delivered.toString().equals(pieces.room.delivered.toString())) {
			throw new IllegalStateException("Another message: " + whole.room.delivered);
		}
		whole.room.delivered.forEach((mail) -> {
			if (mail.text().replace("\r\n", "").matches("(?s).*[\r\n].*") || !mail.text().endsWith("\r\n")) {
				throw new IllegalStateException("Bare line ends: " + mail.text());
			}
		});
	}

	/** Of several reasons to refuse a message any may be told. */
	private static String outcome(Served served) {
		return served.transport.takeWritten().replaceAll("(?m)^55[024] .*$", "refused");
	}

}

package dev.torsion.mail.smtp.fuzz;

import java.util.List;

import dev.torsion.mail.smtp.session.Served;
import dev.torsion.net.test.Conversation;

/**
 * Any bytes as what a client says: each reply is well-formed, and none is our fault.
 */
public final class CommandFuzzer {

	private CommandFuzzer() {
	}

	/**
	 * Talks to servers. Called by the fuzzer.
	 * @param input what the client says
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length == 0) {
			return;
		}
		for (Served served : List.of(Served.smtp(), Served.lmtp(), Served.smtp().normalizing())) {
			Conversation conversation = served.open();
			conversation.send(input);
			served.transport.takeWritten().lines().forEach(CommandFuzzer::check);
			conversation.holds("<gone>");
		}
	}

	private static void check(String line) {
		if (!line.matches("[2345]\\d\\d[ -][^\\p{Cntrl}]*") || line.startsWith("451 4.3.0")) {
			throw new IllegalStateException("No reply: " + line);
		}
	}

}

package dev.torsion.mail.smtp.wire;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;

/**
 * What a peer is told that has broken the grammar.
 */
final class Syntax {

	private Syntax() {
	}

	static MailRefusedException parameter(String text) {
		return new MailRefusedException(new SmtpReply(501, "5.5.4", text));
	}

	static boolean isLetterOrDigit(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9');
	}

}

package dev.torsion.mail.smtp.session;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.SmtpCounts.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a reply refuses.
 */
final class Refusals {

	private Refusals() {
	}

	static Refusal of(SmtpReply reply, @Nullable Rule running, boolean inData) {
		if (reply.isTemporary()) {
			return Refusal.LATER;
		}
		if (inData) {
			return Refusal.MESSAGE;
		}
		if (running == null || reply.status().startsWith("5.5.")) {
			return Refusal.COMMAND;
		}
		return switch (running.verb()) {
			case "MAIL" -> Refusal.SENDER;
			case "RCPT" -> Refusal.RECIPIENT;
			case "DATA", "BDAT" -> Refusal.MESSAGE;
			case "HELO", "EHLO", "LHLO", "AUTH" -> Refusal.CLIENT;
			default -> Refusal.COMMAND;
		};
	}

}

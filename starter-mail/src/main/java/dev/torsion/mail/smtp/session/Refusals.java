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

	static Refusal of(SmtpReply reply, @Nullable Rule running) {
		if (reply.isTemporary()) {
			return Refusal.LATER;
		}
		String verb = (running != null) ? running.verb() : "";
		if (verb.equals("DATA") || verb.equals("BDAT")) {
			return Refusal.MESSAGE;
		}
		if (reply.status().startsWith("5.5.")) {
			return Refusal.COMMAND;
		}
		return switch (verb) {
			case "MAIL" -> Refusal.SENDER;
			case "RCPT" -> Refusal.RECIPIENT;
			case "HELO", "EHLO", "LHLO", "AUTH" -> Refusal.CLIENT;
			default -> Refusal.COMMAND;
		};
	}

}

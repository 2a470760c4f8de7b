package dev.torsion.mail.smtp.session.commands;

import java.util.Locale;
import java.util.Map;

import dev.torsion.mail.MailEnvelope.Body;
import dev.torsion.mail.MailEnvelope.Parameters;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.wire.Xtext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of MAIL: SIZE (RFC 1870), BODY (RFC 6152, 3030), SMTPUTF8 (RFC
 * 6531), RET and ENVID (RFC 3461), AUTH (RFC 4954 section 5), which nobody is trusted to
 * say.
 */
final class MailParameters {

	/** RFC 3461 section 4.4. */
	private static final int MAX_ENVELOPE_ID = 100;

	/** RFC 1870 section 3. */
	private static final int MAX_SIZE_DIGITS = 20;

	private long size = -1;

	private Body body = Body.SEVEN_BIT;

	private boolean utf8;

	private @Nullable Boolean headersOnly;

	private @Nullable String envelopeId;

	private MailParameters() {
	}

	static Parameters read(Map<String, String> given) {
		if (given.isEmpty()) {
			return Parameters.NONE;
		}
		MailParameters read = new MailParameters();
		given.forEach(read::read);
		return new Parameters(read.size, read.body, read.utf8, read.headersOnly, read.envelopeId);
	}

	private void read(String name, String value) {
		switch (name) {
			case "SIZE" -> this.size = size(value);
			case "BODY" -> this.body = body(value);
			case "SMTPUTF8" -> this.utf8 = checked(value.isEmpty(), name);
			case "RET" -> this.headersOnly = headersOnly(value);
			case "ENVID" -> {
				checked(!value.isEmpty() && value.length() <= MAX_ENVELOPE_ID, name);
				this.envelopeId = Xtext.decode(value);
			}
			case "AUTH" -> Xtext.decode(value);
			default -> throw unknown();
		}
	}

	/** What is too large for a number is too large. */
	private static long size(String value) {
		boolean digits = !value.isEmpty() && value.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
		checked(digits && value.length() <= MAX_SIZE_DIGITS, "SIZE");
		return (value.length() < MAX_SIZE_DIGITS - 1) ? Long.parseLong(value) : Long.MAX_VALUE;
	}

	private static Body body(String value) {
		return switch (value.toUpperCase(Locale.ROOT)) {
			case "7BIT" -> Body.SEVEN_BIT;
			case "8BITMIME" -> Body.EIGHT_BIT;
			case "BINARYMIME" -> Body.BINARY;
			default -> throw malformed("BODY");
		};
	}

	private static boolean headersOnly(String value) {
		return switch (value.toUpperCase(Locale.ROOT)) {
			case "FULL" -> false;
			case "HDRS" -> true;
			default -> throw malformed("RET");
		};
	}

	static boolean checked(boolean valid, String name) {
		if (!valid) {
			throw malformed(name);
		}
		return true;
	}

	static MailRefusedException malformed(String name) {
		return new MailRefusedException(new SmtpReply(501, "5.5.4", "The parameter " + name + " is malformed"));
	}

	static MailRefusedException unknown() {
		return new MailRefusedException(new SmtpReply(555, "5.5.4", "There is a parameter that is not known here"));
	}

}

package dev.torsion.mail.smtp.session.settings;

/**
 * What one client may have.
 *
 * @param maxSize the largest message in bytes
 * @param maxHeader the most bytes of headers
 * @param maxLine the longest command line in bytes, its end not counted
 * @param maxRecipients the most recipients of a message
 * @param maxMessages the most messages of a connection
 * @param maxErrors the most refusals in a row before a connection is ended; a message
 * that is taken begins a new row
 */
public record SmtpLimits(long maxSize, int maxHeader, int maxLine, int maxRecipients, int maxMessages, int maxErrors) {

	/** The least that RFC 5321 section 4.5.3.1.4 asks for. */
	private static final int LEAST_LINE = 510;

	public SmtpLimits {
		check("max-size", maxSize, 1);
		check("max-header", maxHeader, 1);
		check("max-line", maxLine, LEAST_LINE);
		check("max-recipients", maxRecipients, 1);
		check("max-messages", maxMessages, 1);
		check("max-errors", maxErrors, 0);
	}

	private static void check(String name, long value, long least) {
		if (value < least) {
			throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
		}
	}

}

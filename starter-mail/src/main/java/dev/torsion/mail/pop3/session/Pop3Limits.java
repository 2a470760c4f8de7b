package dev.torsion.mail.pop3.session;

/**
 * What one client may do.
 *
 * @param maxLine the longest line in bytes, its end not counted; RFC 2449 section 4 asks
 * for 253. What is sent with AUTH may be as long as SASL has it
 * @param maxErrors how many errors in a row end the session; before the login successes
 * in between do not matter
 */
public record Pop3Limits(int maxLine, int maxErrors) {

	private static final int LEAST_LINE = 253;

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if one is too small
	 */
	public Pop3Limits {
		check("max-line", maxLine, LEAST_LINE);
		check("max-errors", maxErrors, 1);
	}

	private static void check(String name, int value, int least) {
		if (value < least) {
			throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
		}
	}

}

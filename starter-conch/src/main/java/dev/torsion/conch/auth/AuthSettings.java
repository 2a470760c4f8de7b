package dev.torsion.conch.auth;

import java.time.Duration;

/**
 * How peers log in.
 *
 * @param methods what they have to prove
 * @param maxTries how many failures end the connection, refused keys that were only asked
 * about included
 * @param failDelay how long after a request a failure is told at the earliest; what takes
 * longer is told after a multiple of it, so that time tells little
 * @param banner what is shown before the login, empty for nothing
 */
public record AuthSettings(AuthMethods methods, int maxTries, Duration failDelay, String banner) {

	/**
	 * The settings by default.
	 * @param methods what has to be proved
	 * @return 6 tries, 1 s, and no banner
	 */
	public static AuthSettings standard(AuthMethods methods) {
		return new AuthSettings(methods, 6, Duration.ofSeconds(1), "");
	}

}

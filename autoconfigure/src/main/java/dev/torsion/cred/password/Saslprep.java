package dev.torsion.cred.password;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Profile;

/**
 * Makes one of the ways to type a password: SASLprep, RFC 4013.
 */
final class Saslprep {

	private static final Profile PROFILE = new SASLprep();

	private Saslprep() {
	}

	/**
	 * Prepares a password as one that is stored.
	 * @param password the password
	 * @return the prepared password, or the password as it is if it cannot be prepared
	 */
	static String prepare(String password) {
		if (isPlain(password)) {
			return password;
		}
		try {
			return PROFILE.prepareStored(password);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			// As PostgreSQL has it. RFC 5802 would refuse: every character younger than
			// Unicode 3.2, emoji too, and passwords in encodings other than UTF-8. Out of
			// bounds is the library where nothing would be left of the password.
			return password;
		}
	}

	private static boolean isPlain(String password) {
		return password.chars().allMatch((c) -> c >= ' ' && c < 0x7F);
	}

}

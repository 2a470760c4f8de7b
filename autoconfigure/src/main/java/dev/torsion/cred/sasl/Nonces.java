package dev.torsion.cred.sasl;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Texts that nobody can guess and that are never said twice. Made without reading a file,
 * as Java's default source would on the event loop; loading the class is what takes its
 * time.
 */
public final class Nonces {

	private static final int LENGTH = 18;

	private static final SecureRandom RANDOM = random();

	private Nonces() {
	}

	/**
	 * Makes up a text.
	 * @return 24 letters, digits, hyphens and underscores
	 */
	public static String next() {
		byte[] nonce = new byte[LENGTH];
		RANDOM.nextBytes(nonce);
		return Base64.getUrlEncoder().encodeToString(nonce);
	}

	private static SecureRandom random() {
		try {
			SecureRandom random = SecureRandom.getInstance("DRBG");
			random.nextBytes(new byte[1]);
			return random;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

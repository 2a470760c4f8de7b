package dev.torsion.cred.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/**
 * Passwords for one device or program: 25 letters and digits in groups of five. They are
 * made up by us, with 125 bits of chance, so a fast digest keeps them as safe as a slow
 * one.
 */
public final class AppPasswords {

	/** Crockford's: without letters that look like digits. */
	private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

	private static final int LENGTH = 25;

	private static final int GROUP = 5;

	private static final SecureRandom RANDOM = new SecureRandom();

	private AppPasswords() {
	}

	/**
	 * Makes up a password.
	 * @return the password, such as {@code 4k7qx-...}
	 */
	public static String generate() {
		StringBuilder password = new StringBuilder(LENGTH + LENGTH / GROUP);
		for (int i = 0; i < LENGTH; i++) {
			if (i > 0 && i % GROUP == 0) {
				password.append('-');
			}
			password.append(ALPHABET[RANDOM.nextInt(ALPHABET.length)]);
		}
		return password.toString();
	}

	/**
	 * What a password is known by. Groups may be written together, or apart with spaces,
	 * and in capitals: people copy them by hand.
	 * @param password the password
	 * @return SHA-256 of it, in Base64
	 */
	public static String digest(String password) {
		String plain = password.replaceAll("[ -]", "").toLowerCase(Locale.ROOT);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

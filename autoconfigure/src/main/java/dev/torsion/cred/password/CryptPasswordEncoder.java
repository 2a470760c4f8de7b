package dev.torsion.cred.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.Crypt;
import org.apache.commons.codec.digest.Md5Crypt;

import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/**
 * Reads what {@code htpasswd} and {@code crypt} have written: {@code $apr1$}, {@code $5$}
 * and {@code $6$}. Writes none.
 */
final class CryptPasswordEncoder extends AbstractValidatingPasswordEncoder {

	static final String ID = "crypt";

	/** Most rounds that are computed: some seconds of work. */
	private static final int MAX_ROUNDS = 1_000_000;

	/** What its time depends on, then the salt, then the hash. */
	private static final Pattern FORM = Pattern.compile(
			"(?<cost>\\$(?:apr1|[56])\\$(?:(?<=[56]\\$)rounds=(?<rounds>\\d{1,7})\\$)?)[./0-9A-Za-z]{1,16}\\$[./0-9A-Za-z]+");

	/**
	 * Whether a text is one of these encodings.
	 * @param encoded the text, without braces
	 * @return whether it is
	 */
	static boolean isEncoded(String encoded) {
		Matcher matcher = FORM.matcher(encoded);
		return matcher.matches()
				&& (matcher.group("rounds") == null || Integer.parseInt(matcher.group("rounds")) <= MAX_ROUNDS)
				&& encoded.length() - encoded.lastIndexOf('$') - 1 == length(encoded);
	}

	/** Of the hash: one that is cut off is none. */
	private static int length(String encoded) {
		return switch (encoded.charAt(1)) {
			case 'a' -> 22;
			case '5' -> 43;
			default -> 86;
		};
	}

	/**
	 * What the time to hash depends on.
	 * @param encoded the encoded password, without braces
	 * @return algorithm and rounds; empty if it is no such encoding
	 */
	static String cost(String encoded) {
		Matcher matcher = FORM.matcher(encoded);
		return matcher.matches() ? matcher.group("cost") : "";
	}

	@Override
	protected String encodeNonNullPassword(String password) {
		throw new UnsupportedOperationException("Passwords are not encoded like this any more");
	}

	@Override
	protected boolean matchesNonNull(String password, String encoded) {
		if (!isEncoded(encoded)) {
			throw new IllegalArgumentException("Not a password in an encoding of crypt");
		}
		byte[] hashed = (encoded.startsWith("$apr1$") ? Md5Crypt.apr1Crypt(password, encoded)
				: Crypt.crypt(password, encoded))
			.getBytes(StandardCharsets.UTF_8);
		return MessageDigest.isEqual(hashed, encoded.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	protected boolean upgradeEncodingNonNull(String encoded) {
		return true;
	}

}

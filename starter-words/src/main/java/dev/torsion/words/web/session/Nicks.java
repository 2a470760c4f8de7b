package dev.torsion.words.web.session;

import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;

/**
 * Nicknames for those who do not choose one.
 */
final class Nicks {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int GUESTS = 1_000_000;

	private final int longest;

	Nicks(int longest) {
		this.longest = longest;
	}

	/**
	 * The nickname to try.
	 * @param account the account, {@code null} for a guest
	 * @param attempt how many were tried before
	 */
	String candidate(@Nullable String account, int attempt) {
		if (account == null) {
			return "guest" + RANDOM.nextInt(GUESTS);
		}
		String suffix = (attempt == 0) ? "" : "_" + (attempt + 1);
		String name = tidy(account);
		return name.substring(0, Math.min(name.length(), this.longest - suffix.length())) + suffix;
	}

	/**
	 * The name with what IRC has no place for put away: nicknames there begin with no
	 * digit, and have letters, digits and {@code _-} besides a few signs that accounts
	 * seldom have.
	 */
	private static String tidy(String account) {
		StringBuilder name = new StringBuilder();
		account.chars()
			.map((character) -> Character.isLetterOrDigit(character) || character == '-' ? character : '_')
			.forEach((character) -> name.append((char) character));
		char first = name.isEmpty() ? '-' : name.charAt(0);
		return (Character.isDigit(first) || first == '-') ? "_" + name : name.toString();
	}

}

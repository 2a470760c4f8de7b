package dev.torsion.cred.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The names of accounts: which there can be, and which are the same. Much as in RFC 8265
 * section 3.3, but for spaces, which are allowed inside.
 */
public final class AccountNames {

	private AccountNames() {
	}

	/**
	 * What a name is looked up by: names that differ in no more than case, width or
	 * composition have the same.
	 * @param name the name
	 * @return its key
	 */
	public static String key(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether an account can have a name: who asks a database for others is told that it
	 * has failed.
	 * @param name the name
	 * @return whether there can be such an account
	 */
	public static boolean isPossible(String name) {
		return !name.isEmpty() && name.length() <= AccountStore.MAX_NAME && name.equals(name.strip())
				&& key(name).length() <= AccountStore.MAX_NAME && name.codePoints().allMatch(AccountNames::isPossible);
	}

	private static boolean isPossible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/**
	 * The name for a new account.
	 * @param name the name that is wished for
	 * @return the same, composed
	 * @throws IllegalArgumentException if there can be no such account
	 */
	public static String composed(String name) {
		if (!isPossible(name)) {
			throw new IllegalArgumentException("A name has from 1 to " + AccountStore.MAX_NAME
					+ " characters, none of them invisible, and no space at its ends");
		}
		return Normalizer.normalize(name, Normalizer.Form.NFC);
	}

}

package dev.torsion.words.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is found.
 *
 * @param key what it is known by: {@code #} and the name of a room in lower case, or
 * {@code @} and two accounts in lower case, in alphabetical order, with a comma between
 * @param id part of the identifiers of its entries: 1 to 16 letters and digits that no
 * other conversation has
 * @param last the number after which it goes on: none of its entries has a greater one; 0
 * if it has just begun
 */
public record Conversation(String key, String id, long last) {

	private static final String NICK = "!";

	/**
	 * How many numbers are left out when a conversation is found again, because those of
	 * what is not kept, such as that somebody is typing, must not be given twice.
	 */
	public static final long GAP = 1L << 20;

	/**
	 * The key of a room.
	 * @param folded its name in lower case
	 * @return the key
	 */
	public static String ofRoom(String folded) {
		return "#" + folded;
	}

	/**
	 * One who has no account, in the place of an account.
	 * @param nick the nickname, in lower case
	 * @return what no account is called
	 */
	public static String nick(String nick) {
		return NICK + nick;
	}

	/**
	 * The key of what two accounts say to each other.
	 * @param account one of them, in lower case
	 * @param other the other
	 * @return the key
	 */
	public static String between(String account, String other) {
		String one = escape(account);
		String two = escape(other);
		return (one.compareTo(two) <= 0) ? "@" + one + "," + two : "@" + two + "," + one;
	}

	/**
	 * With whom an account speaks in a conversation of two.
	 * @param key the key of the conversation
	 * @param account the account, in lower case
	 * @return the other account or nickname in lower case, {@code null} if it is no
	 * conversation of the account
	 */
	public static @Nullable String other(String key, String account) {
		List<String> accounts = accounts(key);
		if (accounts.isEmpty()) {
			return null;
		}
		int one = accounts.indexOf(escape(account));
		if (one < 0) {
			return null;
		}
		String other = unescape(accounts.get(1 - one));
		return other.startsWith(NICK) ? other.substring(NICK.length()) : other;
	}

	/**
	 * The two accounts of a key.
	 * @param key the key
	 * @return the accounts {@link #escape as the key has them}; none if it is the key of
	 * a room
	 */
	public static List<String> accounts(String key) {
		int comma = key.indexOf(',');
		return (key.startsWith("@") && comma > 0) ? List.of(key.substring(1, comma), key.substring(comma + 1))
				: List.of();
	}

	/**
	 * An account as keys have it: its name may have commas, which must not make two keys
	 * the same.
	 * @param account the account
	 * @return the same with {@code %2c} for a comma
	 */
	public static String escape(String account) {
		return account.replace("%", "%25").replace(",", "%2c");
	}

	private static String unescape(String account) {
		return account.replace("%2c", ",").replace("%25", "%");
	}

}

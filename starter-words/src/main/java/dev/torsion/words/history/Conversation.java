package dev.torsion.words.history;

/**
 * A conversation as it is found.
 *
 * @param key what it is known by: {@code #} and the name of a room in lower case, or
 * {@code @} and two accounts in lower case, in alphabetical order, with a comma between
 * @param id part of the identifiers of its entries: 1 to 16 letters and digits that no
 * other conversation has
 * @param last the number of its last entry, 0 if it has none
 */
public record Conversation(String key, String id, long last) {

	private static final String NICK = "!";

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
	 * With whom a conversation of an account is.
	 * @param key the key of a conversation that the account has
	 * @param account the account, in lower case
	 * @return the account or nickname of the other, in lower case
	 */
	public static String other(String key, String account) {
		String first = "@" + account + ",";
		String other = key.startsWith(first) ? key.substring(first.length())
				: key.substring(1, key.length() - account.length() - 1);
		return other.startsWith(NICK) ? other.substring(NICK.length()) : other;
	}

	/**
	 * The key of what two accounts say to each other.
	 * @param account one of them, in lower case
	 * @param other the other
	 * @return the key
	 */
	public static String between(String account, String other) {
		return (account.compareTo(other) <= 0) ? "@" + account + "," + other : "@" + other + "," + account;
	}

}

package dev.torsion.words.room;

/**
 * Names of rooms and participants: how they are compared, and what a room may be called.
 */
public final class RoomNames {

	private RoomNames() {
	}

	/**
	 * The name with which others are compared: ASCII letters in lower case, all else as
	 * it is, as IRC's case mapping {@code ascii} has it.
	 * @param name the name
	 * @return the folded name
	 */
	public static String fold(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
				return lower(name);
			}
		}
		return name;
	}

	/**
	 * Whether two names are the same but for upper and lower case.
	 * @param name one of them
	 * @param other the other
	 * @return whether they are
	 */
	public static boolean isSame(String name, String other) {
		return fold(name).equals(fold(other));
	}

	private static String lower(String name) {
		char[] folded = name.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			if (folded[i] >= 'A' && folded[i] <= 'Z') {
				folded[i] += 'a' - 'A';
			}
		}
		return new String(folded);
	}

	/**
	 * Whether a room may be called so: neither white space, control characters, invisible
	 * ones nor any of {@code , * ? : @ ! %}, and not longer than allowed.
	 * @param name the name
	 * @param longest how many characters it may have
	 * @return whether it may
	 */
	public static boolean isRoom(String name, int longest) {
		return isName(name, longest, ",*?:@!%");
	}

	/**
	 * Whether a participant may be called so: neither white space, control characters,
	 * invisible ones nor any of {@code , * ? ! @ :}, and not with the prefix of a room or
	 * a role, and not longer than allowed.
	 * @param nick the nickname
	 * @param longest how many characters it may have
	 * @return whether it may
	 */
	public static boolean isNick(String nick, int longest) {
		return isName(nick, longest, ",*?!@:") && "#&$+%~".indexOf(nick.charAt(0)) < 0;
	}

	private static boolean isName(String name, int longest, String forbidden) {
		return !name.isEmpty() && name.length() <= longest
				&& name.codePoints().allMatch((character) -> isVisible(character) && forbidden.indexOf(character) < 0);
	}

	private static boolean isVisible(int character) {
		int type = Character.getType(character);
		return !Character.isWhitespace(character) && !Character.isSpaceChar(character) && type != Character.CONTROL
				&& type != Character.FORMAT && type != Character.SURROGATE && type != Character.UNASSIGNED
				&& type != Character.PRIVATE_USE;
	}

}

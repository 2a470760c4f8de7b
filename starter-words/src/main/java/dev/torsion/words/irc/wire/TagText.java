package dev.torsion.words.irc.wire;

/**
 * Names of tags, and values as IRCv3's message-tags escapes them.
 */
final class TagText {

	private static final String PLAIN = ";\\ \r\n";

	private static final String ESCAPED = ":\\srn";

	private TagText() {
	}

	/**
	 * Whether that can be the name of a tag; one that cannot is neither read nor written.
	 */
	static boolean isName(String name) {
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			if (character <= ' ' || character == ';' || character == '=' || character == 0x7F) {
				return false;
			}
		}
		return !name.isEmpty();
	}

	static String escape(String value) {
		StringBuilder escaped = new StringBuilder(value.length() + 8);
		for (int i = 0; i < value.length(); i++) {
			int special = PLAIN.indexOf(value.charAt(i));
			if (special >= 0) {
				escaped.append('\\').append(ESCAPED.charAt(special));
			}
			else {
				escaped.append(value.charAt(i));
			}
		}
		return escaped.toString();
	}

	static String unescape(String text) {
		if (text.indexOf('\\') < 0) {
			return text;
		}
		StringBuilder value = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character != '\\') {
				value.append(character);
			}
			else if (++i < text.length()) {
				int special = ESCAPED.indexOf(text.charAt(i));
				value.append((special >= 0) ? PLAIN.charAt(special) : text.charAt(i));
			}
		}
		return value.toString();
	}

}

package dev.torsion.words.irc.session.commands;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.torsion.words.irc.session.event.SpokenLines;

/**
 * Those tags of a message that are from client to client: they begin with {@code +}.
 * Names that IRCv3's message-tags does not allow are left out.
 */
final class ClientTags {

	private ClientTags() {
	}

	/**
	 * The tags to pass on.
	 * @param tags all tags of a message
	 * @return those from client to client
	 */
	static Map<String, String> of(Map<String, String> tags) {
		Map<String, String> own = new LinkedHashMap<>();
		tags.forEach((name, value) -> {
			if (isClientTag(name)) {
				own.put(name, value);
			}
		});
		return own;
	}

	private static boolean isClientTag(String name) {
		if (name.length() < 2 || name.charAt(0) != '+' || name.equals(SpokenLines.CONTINUED)) {
			return false;
		}
		return name.chars().skip(1).allMatch(ClientTags::isTagCharacter);
	}

	private static boolean isTagCharacter(int character) {
		return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
				|| character >= '0' && character <= '9' || character == '-' || character == '/' || character == '.';
	}

}

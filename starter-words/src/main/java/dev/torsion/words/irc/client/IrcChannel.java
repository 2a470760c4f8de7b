package dev.torsion.words.irc.client;

import java.util.Map;

/**
 * A channel the client is in, as it was at one moment.
 *
 * @param name its name
 * @param topic its topic, empty if it has none
 * @param modes its modes that have no list, by their letter; empty where a mode has no
 * argument
 * @param members who is in it, by nickname, with the prefixes of each, the highest first,
 * such as {@code @+}
 */
public record IrcChannel(String name, String topic, Map<Character, String> modes, Map<String, String> members) {

	/**
	 * Copies what is there now.
	 */
	public IrcChannel {
		modes = Map.copyOf(modes);
		members = Map.copyOf(members);
	}

	/**
	 * Whether somebody is in it.
	 * @param nick the nickname as the server writes it
	 * @return whether it is
	 */
	public boolean has(String nick) {
		return this.members.containsKey(nick);
	}

	/**
	 * Whether somebody is an operator of it.
	 * @param nick the nickname as the server writes it
	 * @return whether it has the prefix {@code @}
	 */
	public boolean isOperator(String nick) {
		return this.members.getOrDefault(nick, "").indexOf('@') >= 0;
	}

}

package dev.torsion.words.irc.client.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.torsion.words.irc.client.IrcChannel;
import dev.torsion.words.irc.client.IrcUser;

/**
 * A channel as it is.
 */
final class ChannelState {

	/** There are no more letters. */
	private static final int MAX_MODES = 52;

	/** Longer than any server allows. */
	private static final int MAX_NICK = 128;

	private final String name;

	private final Support support;

	private final int maxMembers;

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final Map<Character, String> modes = new TreeMap<>();

	private String topic = "";

	ChannelState(String name, Support support, int maxMembers) {
		this.name = name;
		this.support = support;
		this.maxMembers = maxMembers;
	}

	void topic(String topic) {
		this.topic = topic;
	}

	void join(String nick, String prefixes) {
		String key = this.support.fold(nick);
		boolean known = this.members.containsKey(key);
		if (known || (this.members.size() < this.maxMembers && nick.length() <= MAX_NICK)) {
			this.members.put(key, new Member(nick, prefixes));
		}
	}

	void leave(String nick) {
		this.members.remove(this.support.fold(nick));
	}

	void rename(String nick, String next) {
		Member member = this.members.remove(this.support.fold(nick));
		if (member != null) {
			join(next, member.prefixes());
		}
	}

	/** Takes a list of names, each with its prefixes before it. */
	void names(String names) {
		for (String name : names.split(" ")) {
			int at = 0;
			while (at < name.length() && this.support.prefixes().indexOf(name.charAt(at)) >= 0) {
				at++;
			}
			if (at < name.length()) {
				join(IrcUser.parse(name.substring(at)).nick(), name.substring(0, at));
			}
		}
	}

	void modes(String modes, List<String> arguments) {
		Iterator<String> rest = arguments.iterator();
		boolean set = true;
		for (int i = 0; i < modes.length(); i++) {
			char mode = modes.charAt(i);
			if (mode == '+' || mode == '-') {
				set = mode == '+';
			}
			else {
				mode(mode, set, rest);
			}
		}
	}

	private void mode(char mode, boolean set, Iterator<String> arguments) {
		char prefix = this.support.prefixOf(mode);
		Support.ModeKind kind = this.support.kindOf(mode);
		boolean argued = prefix != 0 || kind == Support.ModeKind.LIST || kind == Support.ModeKind.ALWAYS
				|| (kind == Support.ModeKind.WHEN_SET && set);
		String argument = (argued && arguments.hasNext()) ? arguments.next() : "";
		if (prefix != 0) {
			prefix(argument, prefix, set);
		}
		else if (kind != Support.ModeKind.LIST) {
			if (!set) {
				this.modes.remove(mode);
			}
			else if (this.modes.size() < MAX_MODES) {
				this.modes.put(mode, argument);
			}
		}
	}

	private void prefix(String nick, char prefix, boolean set) {
		Member member = this.members.get(this.support.fold(nick));
		if (member == null) {
			return;
		}
		StringBuilder prefixes = new StringBuilder();
		for (char each : this.support.prefixes().toCharArray()) {
			if ((each == prefix) ? set : member.prefixes().indexOf(each) >= 0) {
				prefixes.append(each);
			}
		}
		join(member.nick(), prefixes.toString());
	}

	IrcChannel snapshot() {
		Map<String, String> names = new LinkedHashMap<>();
		this.members.values().forEach((member) -> names.put(member.nick(), member.prefixes()));
		return new IrcChannel(this.name, this.topic, this.modes, names);
	}

	/**
	 * Somebody in a channel.
	 *
	 * @param nick the nickname
	 * @param prefixes its prefixes, the highest first
	 */
	record Member(String nick, String prefixes) {

	}

}

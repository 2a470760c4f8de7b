package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.Topic;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import reactor.core.publisher.Mono;

/**
 * What several commands answer.
 */
final class Answers {

	private Answers() {
	}

	static void topic(IrcSession session, Room room) {
		Topic topic = room.topic();
		String channel = Channels.name(room.name());
		session.reply(Numeric.RPL_TOPIC, channel, topic.text());
		session.reply(Numeric.RPL_TOPICWHOTIME, channel, topic.by(), Long.toString(topic.time().getEpochSecond()));
	}

	/** The members of a room, and the end of them. */
	static Mono<Void> names(IrcSession session, Room room) {
		return Attempt.then(session.sendAll(new NameLines(session, List.of(room).iterator())),
				() -> session.reply(Numeric.RPL_ENDOFNAMES, Channels.name(room.name()), "End of /NAMES list"));
	}

	/** As much of a text as is allowed, whole characters. */
	static String cut(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
		return text.substring(0, end);
	}

	/** The prefixes of a member that a client wants to see. */
	static String prefixes(IrcSession session, Member member) {
		if (!session.has(Cap.MULTI_PREFIX)) {
			return Channels.prefix(member.highest());
		}
		List<Role> roles = new ArrayList<>(member.roles());
		StringBuilder prefixes = new StringBuilder();
		for (int i = roles.size() - 1; i >= 0; i--) {
			prefixes.append(Channels.prefix(roles.get(i)));
		}
		return prefixes.toString();
	}

}

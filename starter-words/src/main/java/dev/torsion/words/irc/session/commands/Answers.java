package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.Topic;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * What several commands answer.
 */
final class Answers {

	private static final int NAMES = 400;

	private Answers() {
	}

	static void topic(IrcSession session, Room room) {
		Topic topic = room.topic();
		String channel = Channels.name(room.name());
		session.reply(Numeric.RPL_TOPIC, channel, topic.text());
		session.reply(Numeric.RPL_TOPICWHOTIME, channel, topic.by(), Long.toString(topic.time().getEpochSecond()));
	}

	/**
	 * The members of a room, of whom as many are told in one message as have room in it.
	 */
	static Mono<Void> names(IrcSession session, Room room) {
		String channel = Channels.name(room.name());
		Iterator<Member> members = room.members().iterator();
		Iterator<IrcMessage> lines = new Iterator<>() {

			@Override
			public boolean hasNext() {
				return members.hasNext();
			}

			@Override
			public IrcMessage next() {
				StringBuilder names = new StringBuilder();
				while (members.hasNext() && names.length() < NAMES - 100) {
					names.append((names.length() > 0) ? " " : "").append(name(session, members.next()));
				}
				return session.numeric(Numeric.RPL_NAMREPLY, List.of("=", channel, names.toString()));
			}

		};
		return session.sendAll(lines)
			.then(Mono.fromRunnable(() -> session.reply(Numeric.RPL_ENDOFNAMES, channel, "End of /NAMES list")));
	}

	private static String name(IrcSession session, Member member) {
		String name = session.has(Cap.USERHOST_IN_NAMES) ? member.participant().profile().hostMask()
				: member.participant().profile().nick();
		return prefixes(session, member) + name;
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

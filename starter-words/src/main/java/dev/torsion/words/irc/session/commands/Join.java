package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.Room;
import dev.torsion.words.Rooms;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * JOIN: comes into channels, each with a key if it has one; {@code JOIN 0} leaves all.
 */
final class Join implements IrcCommand {

	private static final Rule RULE = Rule.of("JOIN", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Rooms rooms = session.server().world().rooms();
		if (message.parameter(0).equals("0")) {
			return Flux.fromIterable(rooms.of(session.participant()))
				.concatMap((room) -> room.part(session.participant(), ""))
				.then();
		}
		List<String> channels = Targets.of(session, "JOIN", message.parameter(0));
		String[] keys = message.parameter(1).split(",", -1);
		Mono<Void> all = Mono.empty();
		for (int i = 0; i < channels.size(); i++) {
			String channel = channels.get(i);
			String key = (i < keys.length && !keys[i].isEmpty()) ? keys[i] : null;
			Mono<Void> one = Mono.defer(() -> join(session, channel, key));
			all = (i == 0) ? one : all.then(one);
		}
		return all;
	}

	private static Mono<Void> join(IrcSession session, String channel, @Nullable String key) {
		String name = Channels.room(channel);
		if (name == null || channel.length() > session.server().settings().limits().channel()) {
			session.reply(Numeric.ERR_NOSUCHCHANNEL, channel, "No such channel");
			return Mono.empty();
		}
		return session.server()
			.world()
			.rooms()
			.join(name, session.participant(), key)
			.flatMap((room) -> joined(session, room))
			.onErrorResume(RoomException.class, (ex) -> {
				if (ex.reason() != Reason.ALREADY_A_MEMBER) {
					session.refused(ex, channel);
				}
				return Mono.empty();
			});
	}

	private static Mono<Void> joined(IrcSession session, Room room) {
		if (!room.topic().text().isEmpty()) {
			Answers.topic(session, room);
		}
		return session.has(Cap.NO_IMPLICIT_NAMES) ? Mono.empty() : Answers.names(session, room);
	}

}

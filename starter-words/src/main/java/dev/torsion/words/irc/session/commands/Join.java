package dev.torsion.words.irc.session.commands;

import java.util.Arrays;
import java.util.Iterator;
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

	private final MarkRead markers;

	Join(MarkRead markers) {
		this.markers = markers;
	}

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
		Iterator<String> keys = Arrays.asList(message.parameter(1).split(",", -1)).iterator();
		return Targets.each(session, channels, (channel) -> {
			String key = keys.hasNext() ? keys.next() : "";
			return join(session, channel, key.isEmpty() ? null : key);
		});
	}

	private Mono<Void> join(IrcSession session, String channel, @Nullable String key) {
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

	private Mono<Void> joined(IrcSession session, Room room) {
		if (!room.topic().text().isEmpty()) {
			Answers.topic(session, room);
		}
		Mono<Void> marked = this.markers.tell(session, Channels.name(room.name()));
		if (session.has(Cap.NO_IMPLICIT_NAMES)) {
			return marked;
		}
		return (marked == Mono.<Void>empty()) ? Answers.names(session, room)
				: marked.then(Mono.defer(() -> Answers.names(session, room)));
	}

}

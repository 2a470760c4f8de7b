package dev.torsion.words.irc.session.commands;

import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.IrcSettings;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * LIST: the channels that the client may know of, all or some of them, as fast as it
 * takes them.
 */
final class ListChannels implements IrcCommand {

	private static final Rule RULE = Rule.of("LIST", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public List<String> tokens(IrcSettings settings) {
		return List.of("ELIST=CMNTU");
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Predicate<Room> wanted = RoomFilter.read(message.parameter(0), session.server().world().clock().instant());
		Iterator<IrcMessage> lines = session.server()
			.world()
			.rooms()
			.all()
			.stream()
			.filter((room) -> room.isVisibleTo(session.participant()) && wanted.test(room))
			.map((room) -> session.numeric(Numeric.RPL_LIST,
					List.of(Channels.name(room.name()), Integer.toString(room.size()), room.topic().text())))
			.iterator();
		session.reply(Numeric.RPL_LISTSTART, "Channel", "Users  Name");
		return Attempt.then(session.sendAll(lines), () -> session.reply(Numeric.RPL_LISTEND, "End of /LIST"));
	}

}

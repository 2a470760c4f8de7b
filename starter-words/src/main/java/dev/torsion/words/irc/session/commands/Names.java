package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Room;
import dev.torsion.words.Rooms;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * NAMES: who is in channels, or in all that the client may know of. A channel that it may
 * not know of is one that there is not, of which nothing is said.
 */
final class Names implements IrcCommand {

	private static final Rule RULE = Rule.of("NAMES", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Rooms rooms = session.server().world().rooms();
		List<Room> wanted = new ArrayList<>();
		if (message.size() == 0) {
			wanted.addAll(rooms.all());
		}
		else {
			for (String channel : Targets.of(session, "NAMES", message.parameter(0))) {
				String name = Channels.room(channel);
				Room room = (name != null) ? rooms.find(name) : null;
				if (room != null) {
					wanted.add(room);
				}
			}
		}
		String asked = (message.size() == 0) ? "*" : message.parameter(0);
		wanted.removeIf((room) -> !room.isVisibleTo(session.participant()));
		return Attempt.then(session.sendAll(new NameLines(session, wanted.iterator())),
				() -> session.reply(Numeric.RPL_ENDOFNAMES, asked, "End of /NAMES list"));
	}

}

package dev.torsion.words.irc.session;

import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.wire.IrcMessage;

/**
 * How a client is told that a channel is called something else that does not know that it
 * may be: it has left the one and come into the other.
 */
final class Renaming {

	private Renaming() {
	}

	static void tell(IrcSession session, RoomEvent.Renamed event) {
		Room room = event.room();
		String channel = Channels.name(room.name());
		Profile profile = session.profile();
		String reason = "Changing channel name" + (event.reason().isEmpty() ? "" : ": " + event.reason());
		session.send(IrcMessage.from(profile.hostMask(), "PART", Channels.name(event.before()), reason));
		session.send(session.has(Cap.EXTENDED_JOIN)
				? IrcMessage.from(profile.hostMask(), "JOIN", channel,
						(profile.account() != null) ? profile.account() : "*", profile.realName())
				: IrcMessage.from(profile.hostMask(), "JOIN", channel));
		if (!room.topic().text().isEmpty()) {
			show(session, "TOPIC", channel);
		}
		if (!session.has(Cap.NO_IMPLICIT_NAMES)) {
			show(session, "NAMES", channel);
		}
	}

	private static void show(IrcSession session, String verb, String channel) {
		IrcCommand command = session.server().command(verb);
		if (command != null) {
			command.run(session, IrcMessage.of(verb, channel)).subscribe();
		}
	}

}

package dev.torsion.words.irc.session;

import java.util.List;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.event.Encodings;

/**
 * The door of IRC: an event becomes bytes once for all of a loop who have the same
 * capabilities.
 */
final class IrcDoor implements Door {

	@Override
	public void deliver(ChatEvent event, List<Participant> audience) {
		Encodings encodings = new Encodings(event);
		try {
			for (Participant participant : audience) {
				((IrcParticipant) participant).session().hear(event, encodings);
			}
		}
		finally {
			encodings.release();
		}
	}

}

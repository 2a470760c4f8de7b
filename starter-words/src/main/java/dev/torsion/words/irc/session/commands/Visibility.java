package dev.torsion.words.irc.session.commands;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;

/**
 * Whom somebody may find.
 */
final class Visibility {

	private final Set<Participant> neighbours = Collections.newSetFromMap(new IdentityHashMap<>());

	private final IrcSession session;

	Visibility(IrcSession session) {
		this.session = session;
		this.neighbours.addAll(session.server().world().participants().neighbours(session.participant()));
	}

	/** Without having been named: who is invisible only if both are in some room. */
	boolean finds(Participant participant) {
		boolean hidden = participant instanceof IrcParticipant irc && irc.isInvisible();
		return !hidden || participant == this.session.participant() || this.session.participant().isOperator()
				|| this.neighbours.contains(participant);
	}

	/** Whether it may know that somebody is in a room. */
	static boolean finds(IrcSession session, Participant participant, Room room) {
		Participant self = session.participant();
		if (participant == self || self.isOperator() || room.member(self) != null) {
			return true;
		}
		return room.isVisibleTo(self) && !(participant instanceof IrcParticipant irc && irc.isInvisible());
	}

}

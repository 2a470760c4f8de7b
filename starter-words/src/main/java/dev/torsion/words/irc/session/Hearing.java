package dev.torsion.words.irc.session;

import java.util.Objects;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.irc.Cap;

/**
 * Which of what happens a client is told, beside what all others are told who have the
 * same capabilities.
 */
final class Hearing {

	private Hearing() {
	}

	static boolean isFor(ChatEvent event, IrcSession session, boolean own) {
		if (event instanceof ChatEvent.Invited invited) {
			return !own && (invited.guest().nick().equals(session.nick()) || session.has(Cap.INVITE_NOTIFY));
		}
		if (event instanceof ChatEvent.Whispered whispered) {
			return !own || session.has(Cap.ECHO_MESSAGE) || whispered.to().nick().equals(session.nick());
		}
		if (event instanceof RoomEvent.Said said) {
			boolean heard = !own || session.has(Cap.ECHO_MESSAGE);
			return heard && (said.message().type() != Message.Type.TAGS || session.has(Cap.MESSAGE_TAGS));
		}
		if (event instanceof ChatEvent.ProfileChanged changed && own) {
			return Objects.equals(changed.before().away(), changed.after().away())
					&& Objects.equals(changed.before().account(), changed.after().account());
		}
		return true;
	}

}

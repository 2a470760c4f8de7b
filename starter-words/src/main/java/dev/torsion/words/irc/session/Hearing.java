package dev.torsion.words.irc.session;

import java.util.List;
import java.util.Objects;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Message;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.event.Encodings;
import dev.torsion.words.irc.session.event.EventLines;
import dev.torsion.words.irc.wire.IrcMessage;
import io.netty.buffer.ByteBuf;

/**
 * Which of what happens a client is told, beside what all others are told who have the
 * same capabilities.
 */
final class Hearing {

	private Hearing() {
	}

	static void tell(ChatEvent event, IrcSession session, Encodings encodings) {
		boolean own = event.origin() == session.participant();
		if (!isFor(event, session, own)) {
			return;
		}
		if (event instanceof RoomEvent.Renamed renamed && !session.has(Cap.CHANNEL_RENAME)) {
			Renaming.tell(session, renamed);
			return;
		}
		boolean toSelf = own && event instanceof ChatEvent.Whispered whispered
				&& whispered.to().nick().equals(session.nick());
		if (own && session.response().isOpen() && (!toSelf || session.has(Cap.ECHO_MESSAGE))) {
			List<IrcMessage> lines = EventLines.of(event, session.caps());
			if (!lines.isEmpty()) {
				session.response().add(lines);
			}
			if (!toSelf) {
				return;
			}
		}
		ByteBuf bytes = encodings.bytes(session.caps());
		if (bytes != null) {
			session.response().flush();
			session.transport().write(bytes);
		}
	}

	private static boolean isFor(ChatEvent event, IrcSession session, boolean own) {
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

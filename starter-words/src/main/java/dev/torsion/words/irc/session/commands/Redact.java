package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * REDACT: makes that something that was said is to be seen no more, IRCv3's
 * message-redaction.
 */
final class Redact implements IrcCommand {

	private static final Rule RULE = Rule.of("REDACT", 2);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String target = message.parameter(0);
		String id = message.parameter(1);
		return CommandFailure.answered(session, "REDACT", () -> {
			Mono<Void> redacted = Channels.isChannel(target) ? inRoom(session, target, id, message.parameter(2))
					: alone(session, target, id, message.parameter(2));
			return redacted.onErrorMap(RoomException.class, (ex) -> failure(ex, target, id));
		});
	}

	private static Mono<Void> inRoom(IrcSession session, String channel, String id, String reason) {
		Room room = session.server().world().rooms().find(channel.substring(1));
		if (room == null || room.member(session.participant()) == null) {
			throw new CommandFailure("INVALID_TARGET", channel, "You are not in that channel");
		}
		return room.redact(session.participant(), id, reason);
	}

	private static Mono<Void> alone(IrcSession session, String nick, String id, String reason) {
		Participant to = session.server().world().participants().find(nick);
		if (to == null) {
			throw new CommandFailure("INVALID_TARGET", nick, "They are not online");
		}
		return session.server().world().participants().redact(session.participant(), to, id, reason);
	}

	private static CommandFailure failure(RoomException refused, String target, String id) {
		return switch (refused.reason()) {
			case NO_SUCH_MESSAGE -> new CommandFailure("UNKNOWN_MSGID", target, id, "There is no such message");
			case NOT_AN_OPERATOR ->
				new CommandFailure("REDACT_FORBIDDEN", target, id, "You are not authorised to redact that");
			default -> new CommandFailure("INVALID_TARGET", target, "You are not in that channel");
		};
	}

}

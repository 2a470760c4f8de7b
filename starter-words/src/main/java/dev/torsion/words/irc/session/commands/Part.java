package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * PART: leaves channels, and may say why.
 */
final class Part implements IrcCommand {

	private static final Rule RULE = Rule.of("PART", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String reason = message.parameter(1);
		return Targets.each(session, Targets.of(session, "PART", message.parameter(0)), (channel) -> {
			Room room = session.room(channel);
			return Attempt.of(room.part(session.participant(), reason),
					(ex) -> session.refused(ex, Channels.name(room.name())));
		});
	}

}

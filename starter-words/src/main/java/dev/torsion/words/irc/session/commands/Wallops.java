package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * WALLOPS: an operator of the server tells something to all who want to hear that.
 */
final class Wallops implements IrcCommand {

	private static final Rule RULE = Rule.of("WALLOPS", 1).operators();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		IrcMessage told = IrcMessage.from(session.profile().hostMask(), "WALLOPS", message.parameter(0));
		for (Participant participant : session.server().world().participants().all()) {
			if (participant instanceof IrcParticipant other && other.hearsWallops()) {
				other.tell((it) -> it.push(told));
			}
		}
		return Mono.empty();
	}

}

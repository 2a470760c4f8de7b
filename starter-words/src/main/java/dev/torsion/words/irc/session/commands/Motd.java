package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * MOTD: the message of the day.
 */
final class Motd implements IrcCommand {

	private static final Rule RULE = Rule.of("MOTD", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Targets.server(session, message.parameter(0));
		Registration.motd(session);
		return Mono.empty();
	}

}

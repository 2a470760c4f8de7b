package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * ADMIN: who runs the server, of which it tells nothing.
 */
final class Admin implements IrcCommand {

	private static final Rule RULE = Rule.of("ADMIN", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Targets.server(session, message.parameter(0));
		session.reply(Numeric.RPL_ADMINME, session.server().settings().name(), "Administrative info");
		session.reply(Numeric.RPL_ADMINLOC1, "Network " + session.server().settings().network());
		return Mono.empty();
	}

}

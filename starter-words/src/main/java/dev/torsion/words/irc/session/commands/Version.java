package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * VERSION: what the server is, and what it has.
 */
final class Version implements IrcCommand {

	private static final Rule RULE = Rule.of("VERSION", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Targets.server(session, message.parameter(0));
		String server = session.server().settings().name();
		session.reply(Numeric.RPL_VERSION, "torsion", server, "A chat server for Spring");
		Registration.support(session);
		return Mono.empty();
	}

}

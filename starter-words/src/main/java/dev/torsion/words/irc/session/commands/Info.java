package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * INFO: about the server.
 */
final class Info implements IrcCommand {

	private static final Rule RULE = Rule.of("INFO", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Targets.server(session, message.parameter(0));
		session.reply(Numeric.RPL_INFO, "This is Torsion, a chat server for Spring.");
		session.reply(Numeric.RPL_INFO, "On-line since " + session.server().started());
		session.reply(Numeric.RPL_ENDOFINFO, "End of INFO");
		return Mono.empty();
	}

}

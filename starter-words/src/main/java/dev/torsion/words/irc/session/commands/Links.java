package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * LINKS: the servers of the network, of which there is none but this.
 */
final class Links implements IrcCommand {

	private static final Rule RULE = Rule.of("LINKS", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		session.reply(Numeric.RPL_ENDOFLINKS, "*", "End of LINKS list");
		return Mono.empty();
	}

}

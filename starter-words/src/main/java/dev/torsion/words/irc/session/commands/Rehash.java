package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * REHASH: there is nothing that could be read anew.
 */
final class Rehash implements IrcCommand {

	private static final Rule RULE = Rule.of("REHASH", 0).operators();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		throw new IrcException(Numeric.ERR_UNKNOWNERROR, "REHASH", "Configure and restart the application instead");
	}

}

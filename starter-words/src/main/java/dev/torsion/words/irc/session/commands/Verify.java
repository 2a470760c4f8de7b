package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * VERIFY: accounts need not be verified.
 */
final class Verify implements IrcCommand {

	private static final Rule RULE = Rule.of("VERIFY", 2).always();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		session.fail("VERIFY", "INVALID_CODE", message.parameter(0), "There is nothing to verify");
		return Mono.empty();
	}

}

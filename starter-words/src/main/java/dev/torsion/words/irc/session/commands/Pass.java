package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.session.access.GivenPassword;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * PASS: a password, or an account with one. What it is good for is seen when the client
 * comes in.
 */
final class Pass implements IrcCommand {

	private static final Rule RULE = Rule.of("PASS", 1).registering();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		GivenPassword.of(session).set(message.parameter(0));
		return Mono.empty();
	}

}

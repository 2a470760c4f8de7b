package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * QUIT: the client goes, and may say why.
 */
final class Quit implements IrcCommand {

	private static final Rule RULE = Rule.of("QUIT", 0).always();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String reason = message.parameter(0);
		session.quit(reason.isEmpty() ? "Quit" : "Quit: " + reason);
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * PING: answered with what the client has sent, by which it knows the answer.
 */
final class Ping implements IrcCommand {

	private static final Rule RULE = Rule.of("PING", 0).always();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		if (message.size() == 0) {
			throw new IrcException(Numeric.ERR_NEEDMOREPARAMS, "PING", "Not enough parameters");
		}
		if (message.parameter(0).isEmpty()) {
			throw new IrcException(Numeric.ERR_NOORIGIN, "No origin specified");
		}
		String server = session.server().settings().name();
		session.send(IrcMessage.from(server, "PONG", server, message.parameter(0)));
		return Mono.empty();
	}

}

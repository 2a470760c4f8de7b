package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * KILL: an operator of the server makes somebody go.
 */
final class Kill implements IrcCommand {

	private static final Rule RULE = Rule.of("KILL", 1).operators();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Participant target = session.find(message.parameter(0));
		if (!(target instanceof IrcParticipant victim)) {
			throw new IrcException(Numeric.ERR_CANTKILLSERVER, "That is no client of IRC");
		}
		String reason = "Killed (" + session.nick() + " (" + message.parameter(1) + "))";
		victim.tell((other) -> {
			other.push(IrcMessage.from(session.profile().hostMask(), "KILL", other.nick(), message.parameter(1)));
			other.quit(reason);
		});
		return Mono.empty();
	}

}

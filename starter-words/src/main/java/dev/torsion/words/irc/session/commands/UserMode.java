package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * MODE of a nickname.
 */
final class UserMode {

	private UserMode() {
	}

	static Mono<Void> run(IrcSession session, IrcMessage message) {
		if (session.find(message.parameter(0)) != session.participant()) {
			throw new IrcException(Numeric.ERR_USERSDONTMATCH, "Cannot change mode for other users");
		}
		session.reply(Numeric.RPL_UMODEIS, "+");
		return Mono.empty();
	}

}

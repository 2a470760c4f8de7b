package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * AWAY: says why one is away, or that one is back; with a capability before one has come
 * in too.
 */
final class Away implements IrcCommand {

	private static final Rule RULE = Rule.of("AWAY", 0).always();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String reason = message.parameter(0);
		int longest = session.server().settings().limits().away();
		String away = reason.isEmpty() ? null : reason.substring(0, Math.min(reason.length(), longest));
		session.change((was) -> was.withAway(away));
		if (!session.isRegistered()) {
			return Mono.empty();
		}
		if (away != null) {
			session.reply(Numeric.RPL_NOWAWAY, "You have been marked as being away");
		}
		else {
			session.reply(Numeric.RPL_UNAWAY, "You are no longer marked as being away");
		}
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import java.time.Duration;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * STATS: how long the server has been up, for {@code u}, and nothing else.
 */
final class Stats implements IrcCommand {

	private static final Rule RULE = Rule.of("STATS", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String query = message.parameter(0).isEmpty() ? "*" : message.parameter(0).substring(0, 1);
		if (query.equals("u")) {
			Duration up = Duration.between(session.server().started(), session.server().world().clock().instant());
			session.reply(Numeric.RPL_STATSUPTIME, "Server Up %d days %d:%02d:%02d".formatted(up.toDays(),
					up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart()));
		}
		session.reply(Numeric.RPL_ENDOFSTATS, query, "End of STATS report");
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * TIME: what time it is at the server.
 */
final class Time implements IrcCommand {

	private static final Rule RULE = Rule.of("TIME", 0);

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("EEEE MMMM d yyyy -- HH:mm:ss 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Targets.server(session, message.parameter(0));
		session.reply(Numeric.RPL_TIME, session.server().settings().name(),
				FORMAT.format(session.server().world().clock().instant()));
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * MODE: shows or changes what holds in a channel, or for oneself.
 */
final class Mode implements IrcCommand {

	private static final Rule RULE = Rule.of("MODE", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		return Channels.isChannel(message.parameter(0)) ? ChannelMode.run(session, message)
				: UserMode.run(session, message);
	}

}

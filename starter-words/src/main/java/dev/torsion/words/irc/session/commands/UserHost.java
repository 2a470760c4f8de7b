package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * USERHOST: where up to five are, and whether they are away.
 */
final class UserHost implements IrcCommand {

	private static final Rule RULE = Rule.of("USERHOST", 1);

	private static final int MOST = 5;

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> found = new ArrayList<>();
		for (String nick : message.parameters().subList(0, Math.min(MOST, message.size()))) {
			Participant participant = session.server().world().participants().find(nick);
			if (participant != null) {
				Profile profile = participant.profile();
				found.add(profile.nick() + (participant.isOperator() ? "*" : "") + "="
						+ ((profile.away() != null) ? "-" : "+") + profile.user() + "@" + profile.host());
			}
		}
		session.reply(Numeric.RPL_USERHOST, String.join(" ", found));
		return Mono.empty();
	}

}

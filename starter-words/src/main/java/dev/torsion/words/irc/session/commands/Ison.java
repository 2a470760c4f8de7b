package dev.torsion.words.irc.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * ISON: who of some is online.
 */
final class Ison implements IrcCommand {

	private static final Rule RULE = Rule.of("ISON", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		Participants participants = session.server().world().participants();
		List<String> found = new ArrayList<>();
		for (String parameter : message.parameters()) {
			for (String nick : parameter.split(" ")) {
				Participant participant = nick.isEmpty() ? null : participants.find(nick);
				if (participant != null) {
					found.add(participant.profile().nick());
				}
			}
		}
		session.reply(Numeric.RPL_ISON, String.join(" ", found));
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * KICK: makes members leave a channel, or each the channel in its place of the list.
 */
final class Kick implements IrcCommand {

	private static final Rule RULE = Rule.of("KICK", 2);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> channels = Targets.of(session, "KICK", message.parameter(0));
		List<String> nicks = Targets.of(session, "KICK", message.parameter(1));
		if (channels.size() != 1 && channels.size() != nicks.size()) {
			throw new IrcException(Numeric.ERR_NEEDMOREPARAMS, "KICK", "Not enough parameters");
		}
		String reason = message.parameter(2);
		int[] place = { 0 };
		return Targets.each(session, nicks,
				(nick) -> kick(session, channels.get((channels.size() == 1) ? 0 : place[0]++), nick, reason));
	}

	private static Mono<Void> kick(IrcSession session, String channel, String nick, String reason) {
		Room room = session.room(channel);
		Participant target = session.find(nick);
		return Attempt.of(room.kick(session.participant(), target, reason), (ex) -> {
			if (ex.reason() == Reason.NO_SUCH_MEMBER) {
				session.reply(Numeric.ERR_USERNOTINCHANNEL, nick, Channels.name(room.name()),
						"They aren't on that channel");
			}
			else {
				session.refused(ex, Channels.name(room.name()));
			}
		});
	}

}

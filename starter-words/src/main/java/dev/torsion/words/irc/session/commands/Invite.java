package dev.torsion.words.irc.session.commands;

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
 * INVITE: invites somebody to a channel; alone, it shows where one is invited to oneself.
 */
final class Invite implements IrcCommand {

	private static final Rule RULE = Rule.of("INVITE", 0);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		if (message.size() == 0) {
			session.server()
				.world()
				.rooms()
				.invitations(session.participant())
				.forEach((room) -> session.reply(Numeric.RPL_INVITELIST, Channels.name(room.name())));
			session.reply(Numeric.RPL_ENDOFINVITELIST, "End of /INVITE list");
			return Mono.empty();
		}
		if (message.size() == 1) {
			throw new IrcException(Numeric.ERR_NEEDMOREPARAMS, "INVITE", "Not enough parameters");
		}
		Participant guest = session.find(message.parameter(0));
		Room room = session.room(message.parameter(1));
		return invite(session, guest, room);
	}

	private static Mono<Void> invite(IrcSession session, Participant guest, Room room) {
		String nick = guest.profile().nick();
		String channel = Channels.name(room.name());
		boolean[] done = { true };
		Mono<Void> invited = Attempt.of(room.invite(session.participant(), guest), (ex) -> {
			done[0] = false;
			if (ex.reason() == Reason.ALREADY_A_MEMBER) {
				session.reply(Numeric.ERR_USERONCHANNEL, nick, channel, "is already on channel");
			}
			else {
				session.refused(ex, channel);
			}
		});
		return Attempt.then(invited, () -> {
			if (done[0]) {
				session.reply(Numeric.RPL_INVITING, nick, channel);
				away(session, guest);
			}
		});
	}

	private static void away(IrcSession session, Participant guest) {
		String away = guest.profile().away();
		if (away != null) {
			session.reply(Numeric.RPL_AWAY, guest.profile().nick(), away);
		}
	}

}

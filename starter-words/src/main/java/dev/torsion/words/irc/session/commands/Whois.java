package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.irc.Channels;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * WHOIS: all that may be known of some who are online. A server before them is left out
 * of account.
 */
final class Whois implements IrcCommand {

	private static final Rule RULE = Rule.of("WHOIS", 1);

	/** Room for channels in one line. */
	private static final int LINE = 350;

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> nicks = Targets.of(session, "WHOIS", message.parameter((message.size() > 1) ? 1 : 0));
		if (nicks.isEmpty()) {
			throw new IrcException(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
		}
		for (String nick : nicks) {
			Participant participant = session.server().world().participants().find(nick);
			if (participant == null) {
				session.reply(Numeric.ERR_NOSUCHNICK, nick, "No such nick/channel");
			}
			else {
				tell(session, participant, participant.profile());
			}
			session.reply(Numeric.RPL_ENDOFWHOIS, nick, "End of /WHOIS list");
		}
		return Mono.empty();
	}

	private static void tell(IrcSession session, Participant participant, Profile profile) {
		String nick = profile.nick();
		session.reply(Numeric.RPL_WHOISUSER, nick, profile.user(), profile.host(), "*", profile.realName());
		channels(session, participant, nick);
		session.reply(Numeric.RPL_WHOISSERVER, nick, session.server().settings().name(),
				session.server().settings().network());
		if (profile.away() != null) {
			session.reply(Numeric.RPL_AWAY, nick, profile.away());
		}
		if (participant.isOperator()) {
			session.reply(Numeric.RPL_WHOISOPERATOR, nick, "is an IRC operator");
		}
		if (profile.account() != null) {
			session.reply(Numeric.RPL_WHOISACCOUNT, nick, profile.account(), "is logged in as");
		}
		if (profile.bot()) {
			session.reply(Numeric.RPL_WHOISBOT, nick, "is a bot");
		}
		if (participant instanceof IrcParticipant irc) {
			connection(session, irc, nick);
		}
	}

	private static void connection(IrcSession session, IrcParticipant participant, String nick) {
		boolean confidential = participant == session.participant() || session.participant().isOperator();
		if (confidential && participant.address() != null) {
			session.reply(Numeric.RPL_WHOISACTUALLY, nick, participant.address().getHostAddress(),
					"is actually using host");
			session.reply(Numeric.RPL_WHOISMODES, nick, "is using modes " + UserMode.text(participant));
		}
		if (participant.isSecure()) {
			session.reply(Numeric.RPL_WHOISSECURE, nick, "is using a secure connection");
		}
		Duration idle = Duration.between(participant.lastSpoken(), session.server().world().clock().instant());
		session.reply(Numeric.RPL_WHOISIDLE, nick, Long.toString(Math.max(0, idle.toSeconds())),
				Long.toString(participant.since().getEpochSecond()), "seconds idle, signon time");
	}

	private static void channels(IrcSession session, Participant participant, String nick) {
		StringBuilder line = new StringBuilder();
		for (Room room : session.server().world().rooms().of(participant)) {
			Member member = room.member(participant);
			if (member == null || !Visibility.finds(session, participant, room)) {
				continue;
			}
			String channel = Answers.prefixes(session, member) + Channels.name(room.name());
			if (line.length() > 0 && line.length() + channel.length() > LINE) {
				session.reply(Numeric.RPL_WHOISCHANNELS, nick, line.toString());
				line.setLength(0);
			}
			line.append((line.length() > 0) ? " " : "").append(channel);
		}
		if (line.length() > 0) {
			session.reply(Numeric.RPL_WHOISCHANNELS, nick, line.toString());
		}
	}

}

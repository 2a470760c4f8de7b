package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcParticipant;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * MODE for oneself: invisible {@code i}, hears WALLOPS {@code w}, is a program {@code B},
 * and operator of the server {@code o}, which one may only cease to be.
 */
final class UserMode {

	private UserMode() {
	}

	static Mono<Void> run(IrcSession session, IrcMessage message) {
		Participant target = session.find(message.parameter(0));
		if (target != session.participant()) {
			throw new IrcException(Numeric.ERR_USERSDONTMATCH, "Cannot change mode for other users");
		}
		if (message.size() == 1) {
			session.reply(Numeric.RPL_UMODEIS, text(session.participant()));
			return Mono.empty();
		}
		String before = text(session.participant());
		boolean on = true;
		boolean unknown = false;
		for (char letter : message.parameter(1).toCharArray()) {
			if (letter == '+' || letter == '-') {
				on = letter == '+';
			}
			else {
				unknown |= !change(session, letter, on);
			}
		}
		if (unknown) {
			session.reply(Numeric.ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag");
		}
		tell(session, before, text(session.participant()));
		return Mono.empty();
	}

	private static boolean change(IrcSession session, char letter, boolean on) {
		IrcParticipant participant = session.participant();
		switch (letter) {
			case 'i' -> participant.setInvisible(on);
			case 'w' -> participant.setWallops(on);
			case 'o' -> participant.setOperator(on && participant.isOperator());
			case 'B' -> session.change((was) -> was.withBot(on));
			default -> {
				return false;
			}
		}
		return true;
	}

	/**
	 * The modes that somebody has.
	 * @param participant who
	 * @return the letters, with a sign
	 */
	static String text(Participant participant) {
		StringBuilder text = new StringBuilder("+");
		if (participant.profile().bot()) {
			text.append('B');
		}
		if (participant instanceof IrcParticipant irc && irc.isInvisible()) {
			text.append('i');
		}
		if (participant.isOperator()) {
			text.append('o');
		}
		if (participant instanceof IrcParticipant irc && irc.hearsWallops()) {
			text.append('w');
		}
		return text.toString();
	}

	/** Tells what has changed, if anything has. */
	static void tell(IrcSession session, String before, String after) {
		StringBuilder changes = new StringBuilder();
		append(changes, '+', after, before);
		append(changes, '-', before, after);
		if (changes.length() > 0) {
			session.send(IrcMessage.from(session.profile().hostMask(), "MODE", session.nick(), changes.toString()));
		}
	}

	private static void append(StringBuilder changes, char sign, String of, String butNot) {
		boolean first = true;
		for (char letter : of.substring(1).toCharArray()) {
			if (butNot.indexOf(letter) < 0) {
				changes.append(first ? String.valueOf(sign) : "").append(letter);
				first = false;
			}
		}
	}

}

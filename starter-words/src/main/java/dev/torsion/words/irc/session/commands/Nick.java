package dev.torsion.words.irc.session.commands;

import dev.torsion.words.Participant;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * NICK: a nickname, the first or another. Letters, digits and {@code -[]\`_^{|}} of ASCII
 * are allowed, so that nobody looks like somebody else; a digit or {@code -} does not
 * come first.
 */
final class Nick implements IrcCommand {

	private static final Rule RULE = Rule.of("NICK", 0).always();

	private static final String SPECIAL = "[]\\`_^{|}";

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String nick = message.parameter(0);
		if (nick.isEmpty()) {
			throw new IrcException(Numeric.ERR_NONICKNAMEGIVEN, "No nickname given");
		}
		if (!isNick(nick, session.server().settings().limits().nick())) {
			throw new IrcException(Numeric.ERR_ERRONEUSNICKNAME, nick, "Erroneous nickname");
		}
		if (nick.equals(session.nick())) {
			return Mono.empty();
		}
		if (session.server().service(nick) != null) {
			throw new IrcException(Numeric.ERR_ERRONEUSNICKNAME, nick, "Nickname is reserved for a service");
		}
		Participant other = session.server().world().participants().find(nick);
		if (other != null && other != session.participant()) {
			Registration.of(session).setTaken();
			throw new IrcException(Numeric.ERR_NICKNAMEINUSE, nick, "Nickname is already in use");
		}
		if (!session.isRegistered()) {
			Registration.of(session).setNick(nick);
			return Registration.of(session).proceed(session);
		}
		Mono<Void> admitted = session.server().admit(session, nick);
		if (admitted == Mono.<Void>empty()) {
			change(session, nick);
			return admitted;
		}
		return admitted.then(Mono.fromRunnable(() -> change(session, nick)));
	}

	private static void change(IrcSession session, String nick) {
		if (!session.change((was) -> was.withNick(nick))) {
			throw new IrcException(Numeric.ERR_NICKNAMEINUSE, nick, "Nickname is already in use");
		}
	}

	static boolean isNick(String nick, int longest) {
		char first = nick.charAt(0);
		return nick.length() <= longest && (first < '0' || first > '9') && first != '-'
				&& nick.chars().allMatch(Nick::isNickCharacter);
	}

	private static boolean isNickCharacter(int character) {
		return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
				|| character >= '0' && character <= '9' || character == '-' || SPECIAL.indexOf(character) >= 0;
	}

}

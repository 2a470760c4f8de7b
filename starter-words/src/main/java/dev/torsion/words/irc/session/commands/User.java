package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.IrcSettings;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Registration;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * USER: the name of the user, of which nothing is proved, and a text of its own.
 */
final class User implements IrcCommand {

	private static final Rule RULE = Rule.of("USER", 4).registering();

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		if (message.parameter(0).isEmpty() || message.parameter(3).isEmpty()) {
			throw new IrcException(Numeric.ERR_NEEDMOREPARAMS, "USER", "Not enough parameters");
		}
		IrcSettings.Limits limits = session.server().settings().limits();
		StringBuilder user = new StringBuilder("~");
		message.parameter(0)
			.chars()
			.filter(User::isUserCharacter)
			.limit(limits.user() - 1)
			.forEach((c) -> user.append((char) c));
		if (user.length() == 1) {
			user.append("user");
		}
		String realName = message.parameter(3);
		String shown = realName.substring(0, Math.min(realName.length(), limits.realName()));
		session.participant()
			.setProfile(session.profile().withHost(user.toString(), session.profile().host()).withRealName(shown));
		Registration.of(session).setUser();
		return Registration.of(session).proceed(session);
	}

	private static boolean isUserCharacter(int character) {
		return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
				|| character >= '0' && character <= '9' || character == '-' || character == '_' || character == '.';
	}

}

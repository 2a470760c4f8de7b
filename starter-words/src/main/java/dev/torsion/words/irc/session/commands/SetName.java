package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * SETNAME: another text of one's own, as IRCv3 has it.
 */
final class SetName implements IrcCommand {

	private static final Rule RULE = Rule.of("SETNAME", 1);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		String realName = message.parameter(0);
		if (realName.isEmpty() || realName.length() > session.server().settings().limits().realName()) {
			session.fail("SETNAME", "INVALID_REALNAME", "That is empty or too long");
			return Mono.empty();
		}
		session.change((was) -> was.withRealName(realName));
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import java.util.List;
import java.util.Locale;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcException;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Numeric;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import reactor.core.publisher.Mono;

/**
 * HELP and HELPOP: which commands there are.
 */
final class Help implements IrcCommand {

	private static final int PER_LINE = 10;

	private final Rule rule;

	Help(String verb) {
		this.rule = Rule.of(verb, 0);
	}

	@Override
	public Rule rule() {
		return this.rule;
	}

	@Override
	public Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> verbs = session.server().verbs();
		String subject = message.parameter(0).toUpperCase(Locale.ROOT);
		if (subject.isEmpty()) {
			session.reply(Numeric.RPL_HELPSTART, "*", "Commands of this server:");
			for (int i = 0; i < verbs.size(); i += PER_LINE) {
				session.reply(Numeric.RPL_HELPTXT, "*",
						String.join(" ", verbs.subList(i, Math.min(i + PER_LINE, verbs.size()))));
			}
			session.reply(Numeric.RPL_ENDOFHELP, "*", "End of HELP");
			return Mono.empty();
		}
		if (!verbs.contains(subject)) {
			throw new IrcException(Numeric.ERR_HELPNOTFOUND, message.parameter(0), "There is no help on that");
		}
		session.reply(Numeric.RPL_HELPSTART, subject, "The command " + subject);
		session.reply(Numeric.RPL_HELPTXT, subject, "See https://modern.ircdocs.horse/ for what it does");
		session.reply(Numeric.RPL_ENDOFHELP, subject, "End of HELP");
		return Mono.empty();
	}

}

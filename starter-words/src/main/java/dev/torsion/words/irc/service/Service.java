package dev.torsion.words.irc.service;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What services have in common: a nickname to which things are said, and answers by
 * NOTICE. What is said is run as a command and kept nowhere, for there are passwords in
 * it.
 */
abstract class Service implements IrcCommand {

	private final Rule rule;

	private final String nick;

	Service(String verb, String nick) {
		this.rule = Rule.of(verb, 0);
		this.nick = nick;
	}

	@Override
	public final Rule rule() {
		return this.rule;
	}

	@Override
	public final String nickname() {
		return this.nick;
	}

	@Override
	public final Mono<Void> run(IrcSession session, IrcMessage message) {
		List<String> words = words(message);
		if (words.isEmpty()) {
			return help(session);
		}
		Mono<Void> done = run(session, words.get(0).toUpperCase(Locale.ROOT), words.subList(1, words.size()));
		return (done != null) ? done
				: say(session, "There is no such command. /msg " + this.nick + " HELP lists those there are.");
	}

	/** As words, whether they came as one text or as parameters. */
	private static List<String> words(IrcMessage message) {
		return message.parameters()
			.stream()
			.flatMap((parameter) -> Arrays.stream(parameter.split(" ")))
			.filter((word) -> !word.isEmpty())
			.toList();
	}

	/**
	 * Runs a command of the service.
	 * @return completes when it has answered; {@code null} if there is no such command
	 */
	abstract @Nullable Mono<Void> run(IrcSession session, String command, List<String> words);

	/** Tells which commands there are. */
	abstract Mono<Void> help(IrcSession session);

	final Mono<Void> say(IrcSession session, String... lines) {
		String source = this.nick + "!" + this.nick + "@" + session.server().settings().name();
		for (String line : lines) {
			session.send(IrcMessage.from(source, "NOTICE", session.nick(), line));
		}
		return Mono.empty();
	}

}

package dev.torsion.words.irc.session.commands;

import java.util.function.Supplier;

import dev.torsion.words.irc.session.IrcSession;
import reactor.core.publisher.Mono;

/**
 * A command is answered with the FAIL of IRCv3's standard-replies.
 */
final class CommandFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final transient String[] context;

	/**
	 * Creates a failure without a stack trace.
	 * @param code what has failed, in upper case
	 * @param context what it concerns, and the text at last
	 */
	CommandFailure(String code, String... context) {
		super(code, null, false, false);
		this.code = code;
		this.context = context.clone();
	}

	/**
	 * Runs a command that may fail so.
	 * @param session the conversation
	 * @param verb the command
	 * @param command what is run
	 * @return completes when it has run, or the failure is answered
	 */
	static Mono<Void> answered(IrcSession session, String verb, Supplier<Mono<Void>> command) {
		try {
			Mono<Void> run = command.get();
			return (run == Mono.<Void>empty()) ? run
					: run.onErrorResume(CommandFailure.class, (ex) -> ex.answer(session, verb));
		}
		catch (CommandFailure ex) {
			return ex.answer(session, verb);
		}
	}

	private Mono<Void> answer(IrcSession session, String verb) {
		session.fail(verb, this.code, this.context);
		return Mono.empty();
	}

}

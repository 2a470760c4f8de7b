package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * NOOP, RFC 1939 section 5: nothing, but the session stays awake.
 */
final class Noop implements Pop3Command {

	private static final Rule RULE = Rule.of("NOOP", Argument.NONE, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		return Mono.just(Pop3Reply.ok(""));
	}

}

package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * DELE, RFC 1939 section 5: a message will be removed by QUIT.
 */
final class Dele implements Pop3Command {

	private static final Rule RULE = Rule.of("DELE", Argument.REQUIRED, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Maildrop maildrop = session.maildrop();
		maildrop.delete(maildrop.find(argument.strip()));
		return Mono.just(Pop3Reply.ok("Deleted at the end"));
	}

}

package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * RETR, RFC 1939 section 5: a message.
 */
final class Retr implements Pop3Command {

	private static final Rule RULE = Rule.of("RETR", Argument.REQUIRED, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Maildrop maildrop = session.maildrop();
		return Mono.just(maildrop.retrieve(maildrop.find(argument.strip())));
	}

}

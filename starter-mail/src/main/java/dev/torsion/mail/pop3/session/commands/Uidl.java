package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * UIDL, RFC 1939 section 7: what messages are known by for ever.
 */
final class Uidl implements Pop3Command {

	private static final Rule RULE = Rule.of("UIDL", Argument.OPTIONAL, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Maildrop maildrop = session.maildrop();
		return Mono.just(PerMessage.of(maildrop, argument, maildrop.count() + " messages",
				(number) -> number + " " + maildrop.uniqueId(number)));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		return List.of("UIDL");
	}

}

package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Maildrop;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Reply;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import reactor.core.publisher.Mono;

/**
 * LIST, RFC 1939 section 5: how large messages are.
 */
final class ListCommand implements Pop3Command {

	private static final Rule RULE = Rule.of("LIST", Argument.OPTIONAL, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Maildrop maildrop = session.maildrop();
		return Mono.just(Listing.of(maildrop, argument, maildrop.count() + " messages (" + maildrop.size() + " octets)",
				(number) -> number + " " + maildrop.message(number).size()));
	}

}

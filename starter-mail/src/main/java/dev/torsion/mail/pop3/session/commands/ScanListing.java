package dev.torsion.mail.pop3.session.commands;

import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * LIST, RFC 1939 section 5: how large messages are.
 */
final class ScanListing implements Pop3Command {

	private static final Rule RULE = Rule.of("LIST", Argument.OPTIONAL, Pop3State.TRANSACTION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		Maildrop maildrop = session.maildrop();
		return Mono
			.just(PerMessage.of(maildrop, argument, maildrop.count() + " messages (" + maildrop.size() + " octets)",
					(number) -> number + " " + maildrop.message(number).size()));
	}

}

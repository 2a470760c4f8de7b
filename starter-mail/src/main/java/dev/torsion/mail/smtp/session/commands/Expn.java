package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * EXPN, RFC 5321 section 4.1.1.7. Who is on a list is for nobody to know.
 */
final class Expn implements SmtpCommand {

	private static final Rule RULE = Rule.of("EXPN");

	private static final SmtpReply REPLY = new SmtpReply(502, "5.5.1", "Lists are not told");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return Mono.just(REPLY);
	}

}

package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * QUIT, RFC 5321 section 4.1.1.10: the end.
 */
final class Quit implements SmtpCommand {

	private static final Rule RULE = Rule.of("QUIT");

	private static final SmtpReply REPLY = new SmtpReply(221, "2.0.0", "Goodbye");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return Mono.just(REPLY);
	}

}

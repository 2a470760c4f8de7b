package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * NOOP, RFC 5321 section 4.1.1.9: nothing.
 */
final class Noop implements SmtpCommand {

	private static final Rule RULE = Rule.of("NOOP");

	private static final SmtpReply REPLY = new SmtpReply(250, "2.0.0", "Ok");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return Mono.just(REPLY);
	}

}

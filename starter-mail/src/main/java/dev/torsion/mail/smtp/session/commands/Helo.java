package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import reactor.core.publisher.Mono;

/**
 * HELO, RFC 5321 section 4.1.1.1: a client without extensions.
 */
final class Helo implements SmtpCommand {

	private static final Rule RULE = Rule.of("HELO").on(SmtpService.SMTP, SmtpService.SUBMISSION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return session.introduced(Ehlo.name(argument), false)
			.thenReturn(new SmtpReply(250, "", session.settings().hostname()));
	}

}

package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * RSET, RFC 5321 section 4.1.1.5: forgets the message that was begun.
 */
final class Rset implements SmtpCommand {

	static final SmtpReply OK = new SmtpReply(250, "2.0.0", "Ok");

	static final SmtpReply NO_ARGUMENT = new SmtpReply(501, "5.5.4", "Nothing goes here");

	private static final Rule RULE = Rule.of("RSET");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		if (!argument.isEmpty()) {
			throw new MailRefusedException(NO_ARGUMENT);
		}
		session.reset();
		return Mono.just(OK);
	}

}

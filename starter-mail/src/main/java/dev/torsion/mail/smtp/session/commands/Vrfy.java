package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * VRFY, RFC 5321 section 4.1.1.6. Whose mailbox there is can be asked by sending mail,
 * which is counted: the same is said of all.
 */
final class Vrfy implements SmtpCommand {

	private static final Rule RULE = Rule.of("VRFY");

	private static final SmtpReply REPLY = new SmtpReply(252, "2.5.2", "Cannot tell, but mail for it may be taken");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return Mono.just(REPLY);
	}

}

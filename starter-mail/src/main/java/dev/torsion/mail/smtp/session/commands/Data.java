package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import reactor.core.publisher.Mono;

/**
 * DATA, RFC 5321 section 4.1.1.4: the message, up to a line of one dot.
 */
final class Data implements SmtpCommand {

	private static final Rule RULE = Rule.of("DATA", SmtpState.RECIPIENTS);

	private static final SmtpReply GO_ON = new SmtpReply(354, "", "Go on, end with CRLF.CRLF");

	private static final SmtpReply BINARY = new SmtpReply(503, "5.5.1", "BINARYMIME needs BDAT");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		if (!argument.isEmpty()) {
			throw new MailRefusedException(Rset.NO_ARGUMENT);
		}
		if (session.transaction().envelope().parameters().body() == MailEnvelope.Body.BINARY) {
			throw new MailRefusedException(BINARY);
		}
		session.receiveData();
		return Mono.just(GO_ON);
	}

}

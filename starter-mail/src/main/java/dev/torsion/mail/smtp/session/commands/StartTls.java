package dev.torsion.mail.smtp.session.commands;

import java.util.List;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import reactor.core.publisher.Mono;

/**
 * STARTTLS, RFC 3207: TLS from here on. What the client has sent or said before counts
 * for nothing after it.
 */
final class StartTls implements SmtpCommand {

	private static final Rule RULE = Rule.of("STARTTLS", SmtpState.READY);

	private static final SmtpReply GO_ON = new SmtpReply(220, "2.0.0", "Begin TLS");

	private static final SmtpReply NOT_OFFERED = new SmtpReply(502, "5.5.1", "TLS is not offered here");

	private static final SmtpReply IN_USE = new SmtpReply(503, "5.5.1", "TLS is in use");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		if (!argument.isEmpty()) {
			throw new MailRefusedException(Rset.NO_ARGUMENT);
		}
		if (!session.canStartTls()) {
			throw new MailRefusedException(session.client().secure() ? IN_USE : NOT_OFFERED);
		}
		// A handshake that fails has ended the connection, and been counted
		return session.say(GO_ON).then(Mono.defer(session::startTls)).onErrorComplete().then(Mono.empty());
	}

	@Override
	public List<String> keywords(SmtpSession session) {
		return session.canStartTls() ? List.of("STARTTLS") : List.of();
	}

}

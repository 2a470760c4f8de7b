package dev.torsion.mail.smtp.session.commands;

import java.util.List;

import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.wire.CommandLine;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * AUTH, RFC 4954: the client logs in.
 */
final class Auth implements SmtpCommand {

	private static final Rule RULE = Rule.of("AUTH", SmtpState.READY).on(SmtpService.SMTP, SmtpService.SUBMISSION);

	private static final SmtpReply NOT_OFFERED = new SmtpReply(502, "5.5.1", "Nobody logs in here");

	private static final SmtpReply LOGGED_IN = new SmtpReply(503, "5.5.1", "You have logged in");

	private static final SmtpReply WELCOME = new SmtpReply(235, "2.7.0", "Welcome");

	private static final SmtpReply WRONG = new SmtpReply(535, "5.7.8", "Wrong name or password");

	private static final SmtpReply LATER = new SmtpReply(454, "4.7.0", "Cannot tell at the moment, try again later");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		Logins logins = session.logins();
		if (logins == null) {
			throw new MailRefusedException(NOT_OFFERED);
		}
		if (session.authentication() != null) {
			throw new MailRefusedException(LOGGED_IN);
		}
		String initial = CommandLine.argument(argument);
		SaslConversation<Authentication> login = logins.sasl()
			.begin(argument.substring(0, CommandLine.verbEnd(argument)), session.login(logins), Authentication.class)
			.withSuccessAsChallenge();
		return reply(session, login, login.beginText(initial.isEmpty() ? null : initial));
	}

	private static Mono<SmtpReply> reply(SmtpSession session, SaslConversation<Authentication> login,
			Mono<SaslReply<Authentication>> step) {
		return step.map((next) -> {
			if (next instanceof SaslReply.Challenge<Authentication> challenge) {
				session.awaitResponse((line) -> reply(session, login, login.respondText(line)));
				return new SmtpReply(334, "", challenge.text());
			}
			return WELCOME;
		}).onErrorResume(AuthenticationException.class, (ex) -> Mono.just(failure(ex)));
	}

	private static SmtpReply failure(AuthenticationException cause) {
		if (cause instanceof SaslFailure failure) {
			return switch (failure.reason()) {
				case MECHANISM -> new SmtpReply(504, "5.5.4", "This mechanism is not offered");
				case PRIVACY -> new SmtpReply(538, "5.7.11", "This mechanism needs TLS");
				case MALFORMED -> new SmtpReply(501, "5.5.2", "This is not what the mechanism has");
				case ABORTED -> new SmtpReply(501, "5.7.0", "You have given up");
				case REFUSED -> WRONG;
			};
		}
		return (cause instanceof AuthenticationServiceException) ? LATER : WRONG;
	}

	@Override
	public List<String> keywords(SmtpSession session) {
		Logins logins = session.logins();
		if (logins == null || session.authentication() != null) {
			return List.of();
		}
		List<String> mechanisms = logins.sasl().mechanisms(session.login(logins).context());
		return mechanisms.isEmpty() ? List.of() : List.of("AUTH " + String.join(" ", mechanisms));
	}

}

package dev.torsion.mail.smtp.session.commands;

import java.util.List;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.wire.PathArgument;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * MAIL, RFC 5321 section 4.1.1.2: who a message is from.
 */
final class Mail implements SmtpCommand {

	private static final Rule RULE = Rule.of("MAIL", SmtpState.READY);

	private static final SmtpReply TAKEN = new SmtpReply(250, "2.1.0", "Ok");

	private static final SmtpReply LOGIN_FIRST = new SmtpReply(530, "5.7.0", "Log in first");

	private static final SmtpReply TOO_LARGE = new SmtpReply(552, "5.3.4", "The message is too large");

	private static final SmtpReply NO_DOMAIN = new SmtpReply(501, "5.1.7", "The address needs a domain");

	private static final SmtpReply NOT_YOURS = new SmtpReply(553, "5.7.1", "This is not your address");

	static final SmtpReply NOT_ASCII = new SmtpReply(553, "5.6.7", "Such addresses need SMTPUTF8");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		if (session.settings().service() == SmtpService.SUBMISSION && session.authentication() == null) {
			throw new MailRefusedException(LOGIN_FIRST);
		}
		PathArgument path = PathArgument.ofMail(argument);
		MailEnvelope.Parameters parameters = MailParameters.read(path.parameters());
		check(session, path, parameters);
		return session.begin(path.address(), parameters).thenReturn(TAKEN);
	}

	private static void check(SmtpSession session, PathArgument path, MailEnvelope.Parameters parameters) {
		MailAddress sender = path.address();
		if (!path.isAscii() && !parameters.utf8()) {
			throw new MailRefusedException(NOT_ASCII);
		}
		if (parameters.size() > session.settings().limits().maxSize()) {
			throw new MailRefusedException(TOO_LARGE);
		}
		if (sender != null && sender.domain().isEmpty()) {
			throw new MailRefusedException(NO_DOMAIN);
		}
		if (sender != null && !mayBeSender(session.logins(), session.authentication(), sender)) {
			throw new MailRefusedException(NOT_YOURS);
		}
	}

	private static boolean mayBeSender(@Nullable Logins logins, @Nullable Authentication login, MailAddress sender) {
		return logins == null || login == null || !logins.sendersChecked() || logins.senders().owns(login, sender);
	}

	@Override
	public List<String> keywords(SmtpSession session) {
		return List.of("SIZE " + session.settings().limits().maxSize(), "8BITMIME", "SMTPUTF8", "DSN",
				"LIMITS RCPTMAX=" + session.settings().limits().maxRecipients() + " MAILMAX="
						+ session.settings().limits().maxMessages());
	}

}

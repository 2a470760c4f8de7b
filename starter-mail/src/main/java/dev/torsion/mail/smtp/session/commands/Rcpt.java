package dev.torsion.mail.smtp.session.commands;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRecipient.Notify;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.SmtpState;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.wire.PathArgument;
import dev.torsion.mail.smtp.wire.Xtext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * RCPT, RFC 5321 section 4.1.1.3: who a message is for. Whoever is named without a domain
 * is at the default one: the postmaster always, others where our own users say so.
 */
final class Rcpt implements SmtpCommand {

	private static final Rule RULE = Rule.of("RCPT", SmtpState.SENDER, SmtpState.RECIPIENTS);

	private static final SmtpReply TAKEN = new SmtpReply(250, "2.1.5", "Ok");

	private static final SmtpReply MALFORMED = new SmtpReply(501, "5.1.3", "The address needs a domain");

	/** RFC 3461 section 4.2. */
	private static final int MAX_ORIGINAL = 500;

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		PathArgument path = PathArgument.ofRecipient(argument);
		if (!path.isAscii() && !session.transaction().envelope().parameters().utf8()) {
			throw new MailRefusedException(Mail.NOT_ASCII);
		}
		MailAddress address = complete(session, path.address());
		return session.add(recipient(address, path.parameters())).thenReturn(TAKEN);
	}

	private static MailAddress complete(SmtpSession session, @Nullable MailAddress address) {
		if (address == null) {
			throw new MailRefusedException(MALFORMED);
		}
		if (!address.domain().isEmpty()) {
			return address;
		}
		if (session.settings().service() == SmtpService.SMTP && !address.localPart().equalsIgnoreCase("postmaster")) {
			throw new MailRefusedException(MALFORMED);
		}
		return new MailAddress(address.localPart(), session.settings().defaultDomain());
	}

	private static MailRecipient recipient(MailAddress address, Map<String, String> parameters) {
		if (parameters.isEmpty()) {
			return MailRecipient.of(address);
		}
		Set<Notify> notices = Set.of();
		String original = null;
		for (Map.Entry<String, String> parameter : parameters.entrySet()) {
			switch (parameter.getKey()) {
				case "NOTIFY" -> notices = notices(parameter.getValue());
				case "ORCPT" -> original = original(parameter.getValue());
				default -> throw MailParameters.unknown();
			}
		}
		return new MailRecipient(address, address, notices, original, Map.of());
	}

	private static Set<Notify> notices(String value) {
		Set<Notify> notices = EnumSet.noneOf(Notify.class);
		for (String word : value.split(",", -1)) {
			notices.add(switch (word.toUpperCase(Locale.ROOT)) {
				case "NEVER" -> Notify.NEVER;
				case "SUCCESS" -> Notify.SUCCESS;
				case "FAILURE" -> Notify.FAILURE;
				case "DELAY" -> Notify.DELAY;
				default -> throw MailParameters.malformed("NOTIFY");
			});
		}
		MailParameters.checked(!notices.contains(Notify.NEVER) || notices.size() == 1, "NOTIFY");
		return notices;
	}

	private static String original(String value) {
		int type = value.indexOf(';');
		MailParameters.checked(type > 0 && type < value.length() - 1 && value.length() <= MAX_ORIGINAL, "ORCPT");
		return value.substring(0, type + 1) + Xtext.decode(value.substring(type + 1));
	}

}

package dev.torsion.mail.smtp.session.commands;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.settings.SmtpService;
import dev.torsion.mail.smtp.wire.Domains;
import reactor.core.publisher.Mono;

/**
 * EHLO, RFC 5321 section 4.1.1.1, and LHLO, RFC 2033 section 4.1: what the client can
 * have is what its commands say.
 */
final class Ehlo implements SmtpCommand {

	private final Rule rule;

	private Ehlo(Rule rule) {
		this.rule = rule;
	}

	static Ehlo ofSmtp() {
		return new Ehlo(Rule.of("EHLO").on(SmtpService.SMTP, SmtpService.SUBMISSION));
	}

	static Ehlo ofLmtp() {
		return new Ehlo(Rule.of("LHLO").on(SmtpService.LMTP));
	}

	@Override
	public Rule rule() {
		return this.rule;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return session.introduced(name(argument), true).then(Mono.fromSupplier(() -> extensions(session)));
	}

	private static SmtpReply extensions(SmtpSession session) {
		List<String> lines = new ArrayList<>();
		lines.add(session.settings().hostname());
		session.commands().forEach((command) -> lines.addAll(command.keywords(session)));
		return new SmtpReply(250, "", String.join("\n", lines));
	}

	@Override
	public List<String> keywords(SmtpSession session) {
		return List.of("PIPELINING", "ENHANCEDSTATUSCODES");
	}

	/** What a client calls itself, which goes into headers. */
	static String name(String argument) {
		String name = Domains.host(argument);
		if (name == null) {
			throw new MailRefusedException(
					new SmtpReply(501, "5.5.4", "Here goes the name of your host, or its address in brackets"));
		}
		return name;
	}

}

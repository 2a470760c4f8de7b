package dev.torsion.mail.smtp.session.commands;

import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import reactor.core.publisher.Mono;

/**
 * HELP, RFC 5321 section 4.1.1.8: the verbs there are.
 */
final class Help implements SmtpCommand {

	private static final Rule RULE = Rule.of("HELP");

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<SmtpReply> run(SmtpSession session, String argument) {
		return Mono.just(new SmtpReply(214, "2.0.0",
				String.join(" ", session.commands().stream().map((command) -> command.rule().verb()).toList())));
	}

}

package dev.torsion.mail.pop3.session.commands;

import dev.torsion.cred.PasswordCredentials;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import reactor.core.publisher.Mono;

/**
 * PASS, RFC 1939 section 7: the password, in which spaces count.
 */
final class Pass implements Pop3Command {

	private static final Rule RULE = Rule.of("PASS", Argument.OPTIONAL, Pop3State.AUTHORIZATION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		String name = session.takeName();
		if (name == null) {
			throw new Pop3Exception("USER first");
		}
		return session.login(new PasswordCredentials(name, argument));
	}

}

package dev.torsion.mail.pop3.session.commands;

import java.util.List;

import dev.torsion.cred.PasswordCredentials;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.mail.pop3.session.reply.ResponseCode;
import reactor.core.publisher.Mono;

/**
 * USER, RFC 1939 section 7: who wants to log in. That there is nobody of that name is not
 * told.
 */
final class User implements Pop3Command {

	private static final Rule RULE = Rule.of("USER", Argument.REQUIRED, Pop3State.AUTHORIZATION);

	@Override
	public Rule rule() {
		return RULE;
	}

	@Override
	public Mono<Pop3Reply> run(Pop3Session session, String argument) {
		if (!session.transport().isPrivate()) {
			throw new Pop3Exception(ResponseCode.AUTH, session.transport().canStartTls()
					? "Others could read your password: STLS first" : "Others could read your password");
		}
		session.name(argument.strip());
		return Mono.just(Pop3Reply.ok("And your password?"));
	}

	@Override
	public List<String> capabilities(Pop3Session session) {
		return isOffered(session) ? List.of("USER") : List.of();
	}

	static boolean isOffered(Pop3Session session) {
		return session.state() == Pop3State.AUTHORIZATION && session.transport().isPrivate()
				&& session.server().portal().accepts(PasswordCredentials.class);
	}

}

package dev.torsion.conch.auth;

import dev.torsion.conch.auth.wire.AuthRequest;
import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.cred.PasswordCredentials;
import reactor.core.publisher.Mono;

/**
 * The method {@code password}, RFC 4252 section 8. Passwords are not changed over SSH:
 * who asks for that is refused.
 */
final class PasswordMethod implements AuthMethod {

	@Override
	public Mono<Answer> answer(AuthRequest request, AuthAttempt attempt) {
		SshReader body = request.body();
		boolean change = body.flag();
		String password = body.text();
		if (change) {
			return Mono.just(new Answer.Refused(true));
		}
		body.end();
		return attempt.prove(new PasswordCredentials(attempt.user(), password)).map(Answer.Proved::new);
	}

}

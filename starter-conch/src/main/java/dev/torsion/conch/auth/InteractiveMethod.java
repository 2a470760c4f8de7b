package dev.torsion.conch.auth;

import dev.torsion.conch.auth.wire.AuthRequest;
import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.conch.auth.wire.SshWriter;
import dev.torsion.cred.Credentials;
import dev.torsion.cred.OneTimeCodeCredentials;
import dev.torsion.cred.PasswordCredentials;
import reactor.core.publisher.Mono;

/**
 * The method {@code keyboard-interactive}, RFC 4256, with one question: for the password,
 * or for a one-time code. Everybody is asked the same, whatever the account has.
 */
final class InteractiveMethod implements AuthMethod {

	private static final int INFO_REQUEST = 60;

	@Override
	public Mono<Answer> answer(AuthRequest request, AuthAttempt attempt) {
		SshReader body = request.body();
		body.string();
		body.string();
		body.end();
		boolean code = attempt.step().device().equals(AuthStep.ONE_TIME_CODE);
		byte[] question = new SshWriter().number8(INFO_REQUEST)
			.string("")
			.string("")
			.string("")
			.number32(1)
			.string(code ? "Verification code: " : "Password: ")
			.flag(false)
			.bytes();
		return Mono.just(new Answer.Asked(question, (reply) -> replied(reply, code, attempt)));
	}

	private static Mono<Answer> replied(SshReader reply, boolean code, AuthAttempt attempt) {
		if (reply.number32() != 1) {
			return Mono.just(new Answer.Refused(true));
		}
		String text = reply.text();
		reply.end();
		Credentials credentials = code ? new OneTimeCodeCredentials(attempt.user(), text)
				: new PasswordCredentials(attempt.user(), text);
		return attempt.prove(credentials).map(Answer.Proved::new);
	}

}

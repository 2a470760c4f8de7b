package dev.torsion.conch.auth;

import dev.torsion.conch.auth.wire.AuthRequest;
import reactor.core.publisher.Mono;

/**
 * A method of authentication. Has no state: what there is of it is the peer's.
 */
@FunctionalInterface
interface AuthMethod {

	/**
	 * Decides a request, on the connection's scheduler.
	 * @param request the request
	 * @param attempt who makes it
	 * @return the answer, on any thread; fails with an {@code AuthenticationException} if
	 * nothing is proved, and with an {@code SshFormatException} if it cannot be read
	 */
	Mono<Answer> answer(AuthRequest request, AuthAttempt attempt);

}

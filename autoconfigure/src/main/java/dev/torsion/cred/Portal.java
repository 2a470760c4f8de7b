package dev.torsion.cred;

import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * The one door through which the peers of all protocols log in. Safe to use from any
 * thread; never blocks the caller's.
 */
@FunctionalInterface
public interface Portal {

	/**
	 * Proves who a peer is. Fails with an
	 * {@link org.springframework.security.core.AuthenticationException}:
	 * <ul>
	 * <li>{@link org.springframework.security.authentication.BadCredentialsException} if
	 * there is no such account or it is not proved, indistinguishably;</li>
	 * <li>{@link org.springframework.security.authentication.AccountStatusException} if
	 * it is proved, and may not be used;</li>
	 * <li>{@link org.springframework.security.authentication.AuthenticationServiceException}
	 * if the accounts cannot be asked at the moment: never say "wrong password" to
	 * that.</li>
	 * </ul>
	 * @param credentials what the peer presents
	 * @return who it is, with what it is granted and without its credentials
	 */
	Mono<Authentication> login(Credentials credentials);

}

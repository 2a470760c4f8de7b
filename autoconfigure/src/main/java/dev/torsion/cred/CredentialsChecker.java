package dev.torsion.cred;

import reactor.core.publisher.Mono;

/**
 * Checks credentials of one type. All beans for a type are asked in their order, until
 * one knows the account.
 *
 * @param <C> the type of the credentials
 */
public interface CredentialsChecker<C extends Credentials> {

	/**
	 * The type of the credentials.
	 * @return the type
	 */
	Class<C> type();

	/**
	 * Finds out who presents credentials. Called on any thread, which it must not block.
	 * @param credentials the credentials
	 * @param context from where, and by which protocol
	 * @return who it is; empty if the account is unknown here and the next may know it.
	 * Fails with
	 * {@link org.springframework.security.authentication.BadCredentialsException} if it
	 * is known and not proved, with an
	 * {@link org.springframework.security.authentication.AccountStatusException} if it is
	 * proved and may not be used, and with anything else if that cannot be told at the
	 * moment
	 */
	Mono<AvatarId> check(C credentials, LoginContext context);

}

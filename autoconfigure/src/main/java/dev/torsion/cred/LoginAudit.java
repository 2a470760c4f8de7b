package dev.torsion.cred;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Is told how logins end. Called on any thread, which it must not block.
 */
public interface LoginAudit {

	/**
	 * A login has succeeded.
	 * @param authentication who has logged in
	 * @param context where from
	 */
	void succeeded(Authentication authentication, LoginContext context);

	/**
	 * A login has failed.
	 * @param name the name of the account, {@code null} if the credentials tell none
	 * @param cause why
	 * @param context where from
	 */
	void failed(@Nullable String name, AuthenticationException cause, LoginContext context);

}

package dev.torsion.cred;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Tells nobody.
 */
enum NoAudit implements LoginAudit {

	INSTANCE;

	@Override
	public void succeeded(Authentication authentication, LoginContext context) {
	}

	@Override
	public void failed(@Nullable String name, AuthenticationException cause, LoginContext context) {
	}

}

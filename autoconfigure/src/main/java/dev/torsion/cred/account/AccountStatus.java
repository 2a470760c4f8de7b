package dev.torsion.cred.account;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;

/**
 * Whether an account may be used. What is wrong with it is told only to who has proved to
 * own it.
 */
public enum AccountStatus {

	/** It may be used. */
	ACTIVE("is active", null),

	/** Somebody has locked it. */
	LOCKED("is locked", LockedException::new),

	/** It is switched off. */
	DISABLED("is disabled", DisabledException::new),

	/** Its time is over. */
	EXPIRED("has expired", AccountExpiredException::new),

	/** Its password has to be changed first. */
	PASSWORD_EXPIRED("needs a new password", CredentialsExpiredException::new);

	private final String text;

	private final @Nullable Function<String, AccountStatusException> refusal;

	AccountStatus(String text, @Nullable Function<String, AccountStatusException> refusal) {
		this.text = text;
		this.refusal = refusal;
	}

	/**
	 * Refuses an account that may not be used.
	 * @throws AccountStatusException what is wrong with it
	 */
	public void check() {
		if (this.refusal != null) {
			throw this.refusal.apply("Account " + this.text);
		}
	}

}

package dev.torsion.conch;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Who has logged in over a connection.
 *
 * @param authentication who it is, without credentials
 * @param key the fingerprint of the key that signed, as {@code ssh-keygen -l} shows it;
 * {@code null} if it was no key
 * @param restrictions what the key or certificate is limited to
 */
public record SshLogin(Authentication authentication, @Nullable String key, SshRestrictions restrictions) {

	/**
	 * The name of the account.
	 * @return the name
	 */
	public String name() {
		return this.authentication.getName();
	}

}

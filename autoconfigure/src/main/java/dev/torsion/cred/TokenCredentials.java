package dev.torsion.cred;

import org.jspecify.annotations.Nullable;

/**
 * A bearer token of OAuth 2.0, RFC 6750.
 *
 * @param name the account the peer says it is for, {@code null} if it leaves that to the
 * token
 * @param token the token
 */
public record TokenCredentials(@Nullable String name, String token) implements Credentials {

	/**
	 * Hides the token, so that it is in no log.
	 * @return the name alone
	 */
	@Override
	public String toString() {
		return "TokenCredentials[name=" + this.name + "]";
	}

}

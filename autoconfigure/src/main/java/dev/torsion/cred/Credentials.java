package dev.torsion.cred;

import org.jspecify.annotations.Nullable;

/**
 * What a peer presents to prove who it is. Who has credentials of a kind of its own
 * declares a {@link CredentialsChecker} for them as well.
 */
public interface Credentials {

	/**
	 * The name of the account, as the peer claims it.
	 * @return the name, or {@code null} if the credentials themselves tell who it is
	 */
	default @Nullable String name() {
		return null;
	}

}

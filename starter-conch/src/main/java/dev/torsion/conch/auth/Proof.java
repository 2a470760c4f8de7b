package dev.torsion.conch.auth;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.key.PresentedKey;
import dev.torsion.cred.AvatarId;
import dev.torsion.cred.Login;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * That a peer has proved one step.
 *
 * @param id who it is
 * @param login its login, if that was the last step
 * @param key the key that has signed, {@code null} if it was none
 * @param restrictions what the key is limited to
 */
record Proof(AvatarId id, @Nullable Login<Authentication> login, @Nullable PresentedKey key,
		SshRestrictions restrictions) {

	Proof(AvatarId id, @Nullable Login<Authentication> login) {
		this(id, login, null, SshRestrictions.NONE);
	}

	Proof by(PresentedKey signer, SshRestrictions limits) {
		return new Proof(this.id, this.login, signer, limits);
	}

	String name() {
		return this.id.authentication().getName();
	}

	/** Nobody wants it: whoever it is is not logged in any more. */
	void forget() {
		if (this.login != null) {
			this.login.logout().subscribe();
		}
	}

}

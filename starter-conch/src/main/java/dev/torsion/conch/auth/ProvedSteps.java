package dev.torsion.conch.auth;

import java.util.HashSet;
import java.util.Set;

import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.auth.key.KeyLimits;
import dev.torsion.conch.auth.key.PresentedKey;
import org.jspecify.annotations.Nullable;

/**
 * What one peer has proved so far: steps for one account, each key once, and within the
 * limits of all keys.
 */
final class ProvedSteps {

	private final Set<String> keys = new HashSet<>();

	private @Nullable String account;

	private @Nullable String label;

	private SshRestrictions restrictions = SshRestrictions.NONE;

	boolean has(PresentedKey key) {
		return this.keys.contains(key.fingerprint());
	}

	/**
	 * Adds a step.
	 * @param proof its proof
	 * @return whether it goes together with those before
	 */
	boolean add(Proof proof) {
		SshRestrictions both = KeyLimits.merge(this.restrictions, proof.restrictions());
		if (both == null || (this.account != null && !this.account.equals(proof.name()))) {
			return false;
		}
		this.account = proof.name();
		this.restrictions = both;
		PresentedKey key = proof.key();
		if (key != null) {
			this.keys.add(key.fingerprint());
			this.label = key.label();
		}
		return true;
	}

	/** The key that has signed last, as it is called; {@code null} if none has. */
	@Nullable String key() {
		return this.label;
	}

	SshRestrictions restrictions() {
		return this.restrictions;
	}

}

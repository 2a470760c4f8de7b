package dev.torsion.cred;

import java.util.Arrays;

/**
 * A public key, in the form that SSH has on the wire (RFC 4253 section 6.6). That the
 * peer owns the private one is the protocol's to verify, before or after: the checker
 * tells only whether the key is one of the account's.
 *
 * @param name the name of the account
 * @param key the key
 */
public record KeyCredentials(String name, byte[] key) implements Credentials {

	@Override
	public boolean equals(Object other) {
		return other instanceof KeyCredentials that && this.name.equals(that.name) && Arrays.equals(this.key, that.key);
	}

	@Override
	public int hashCode() {
		return 31 * this.name.hashCode() + Arrays.hashCode(this.key);
	}

	@Override
	public String toString() {
		return "KeyCredentials[name=" + this.name + "]";
	}

}

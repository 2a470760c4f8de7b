package dev.torsion.cred;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A public key, in the form that SSH has on the wire (RFC 4253 section 6.6). That the
 * peer owns the private one is the protocol's to verify, before or after: the checker
 * tells only whether the key is one of the account's.
 * <p>
 * The same key may be listed more than once, with other options: the first that may be
 * used counts.
 *
 * @param name the name of the account
 * @param key the key
 * @param use tells by the options that a key is listed with, as {@code authorized_keys}
 * has them, whether it may be used now. Called once at a time, on any thread, which it
 * must not block; returns {@code true} no more than once
 */
public record KeyCredentials(String name, byte[] key, Predicate<String> use) implements Credentials {

	/**
	 * A key that is used by a protocol that knows no options: one that is listed with any
	 * is refused.
	 * @param name the name of the account
	 * @param key the key
	 */
	public KeyCredentials(String name, byte[] key) {
		this(name, key, String::isEmpty);
	}

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

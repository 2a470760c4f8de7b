package dev.torsion.conch.auth.key;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.List;

import dev.torsion.conch.SshRestrictions;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a key, or those of a certificate, demand and forbid.
 *
 * @param authority whether the key signs certificates, and does not log in itself
 * @param principals the names a certificate has to have one of, {@code null} for that of
 * the account
 * @param from the addresses it may be used from, {@code null} for all
 * @param expiry until when it may be used, {@code null} for ever
 * @param touch whether the token it is in has to be touched
 * @param verify whether the token has to make sure who that is
 * @param restrictions what it is limited to once it is used
 */
record KeyOptions(boolean authority, @Nullable List<String> principals, @Nullable AddressPatterns from,
		@Nullable Instant expiry, boolean touch, boolean verify, SshRestrictions restrictions) {

	/**
	 * Reads the options of a line.
	 * @param text the options
	 * @return the options
	 * @throws IllegalArgumentException if they have one that is not known or cannot be
	 * kept to; the message says which
	 */
	static KeyOptions parse(String text) {
		return new KeyOptionReader().read(text);
	}

	/**
	 * Whether a key may be used at all.
	 * @param peer the address of the peer
	 * @param now the time
	 * @return whether it may
	 */
	boolean permit(@Nullable SocketAddress peer, Instant now) {
		return (this.expiry == null || now.isBefore(this.expiry)) && (this.from == null || this.from.contain(peer));
	}

	/**
	 * Whether a signature is good enough.
	 * @param signature the signature
	 * @return whether it is
	 */
	boolean permit(KeySignature signature) {
		return (!this.touch || signature.touched()) && (!this.verify || signature.verified());
	}

	/**
	 * Both these options of a key, and those of the certificate it has signed.
	 * @param certificate the options of the certificate
	 * @return what both allow, {@code null} if they contradict each other
	 */
	@Nullable KeyOptions with(KeyOptions certificate) {
		SshRestrictions both = KeyLimits.merge(this.restrictions, certificate.restrictions);
		return (both != null) ? new KeyOptions(false, null, null, null, this.touch || certificate.touch,
				this.verify || certificate.verify, both) : null;
	}

}

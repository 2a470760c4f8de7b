package dev.torsion.conch.auth.key;

import java.util.Base64;

import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.conch.auth.wire.SshReader;
import dev.torsion.cred.account.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A key that a peer presents, with its certificate if it has one.
 *
 * @param algorithm how it signs
 * @param key the key, without certificate
 * @param certificate the certificate, {@code null} if there is none
 */
public record PresentedKey(KeyAlgorithm algorithm, byte[] key, @Nullable Certificate certificate) {

	/**
	 * Reads a key.
	 * @param algorithm the name of its algorithm, as the peer has it
	 * @param bytes the key or certificate
	 * @return the key, {@code null} if its algorithm is not supported or it is of another
	 * @throws SshFormatException if it cannot be read
	 */
	public static @Nullable PresentedKey read(String algorithm, byte[] bytes) {
		KeyAlgorithm known = KeyAlgorithm.of(algorithm);
		boolean certified = KeyAlgorithm.isCertified(algorithm);
		if (known == null || !new SshReader(bytes).text().equals(known.format(certified))) {
			return null;
		}
		if (!certified) {
			return new PresentedKey(known, bytes, null);
		}
		Certificate certificate = Certificate.read(bytes);
		return new PresentedKey(known, certificate.key(), certificate);
	}

	/**
	 * What it is known by.
	 * @return {@code SHA256:} and the digest of the key in Base64, as
	 * {@code ssh-keygen -l} shows it
	 */
	public String fingerprint() {
		return fingerprint(this.key);
	}

	static String fingerprint(byte[] key) {
		return new Secret.PublicKey("", "", Base64.getEncoder().encodeToString(key), "").label();
	}

	/**
	 * What it is called where people read it.
	 * @return the fingerprint, and what the certificate is called
	 */
	public String label() {
		Certificate present = this.certificate;
		return (present == null) ? fingerprint()
				: "%s (certificate '%s', serial %s, of %s)".formatted(fingerprint(),
						present.id().replaceAll("\\p{Cntrl}", "?"), Long.toUnsignedString(present.serial()),
						fingerprint(present.authority()));
	}

	/**
	 * Which key has to be listed for the account: that of the authority, if there is one.
	 */
	byte[] listed() {
		return (this.certificate != null) ? this.certificate.authority() : this.key;
	}

}

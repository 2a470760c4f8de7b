package dev.torsion.conch.auth.key;

import dev.torsion.conch.auth.wire.Certificate;

/**
 * Keys and certificates that are not to be used any more.
 */
public interface RevokedKeys {

	/**
	 * No keys.
	 */
	RevokedKeys NONE = new RevokedKeys() {

		@Override
		public boolean hasKey(byte[] key) {
			return false;
		}

		@Override
		public boolean hasCertificate(Certificate certificate) {
			return false;
		}

	};

	/**
	 * Whether a key is revoked, be it one that logs in or one that signs certificates.
	 * @param key the key, as it is on the wire
	 * @return whether it is
	 */
	boolean hasKey(byte[] key);

	/**
	 * Whether a certificate is revoked, whatever its keys are.
	 * @param certificate the certificate
	 * @return whether it is
	 */
	boolean hasCertificate(Certificate certificate);

	/**
	 * Whether a key may not be used any more.
	 * @param presented the key
	 * @return whether it, its certificate, or the authority of that is revoked
	 */
	default boolean has(PresentedKey presented) {
		Certificate certificate = presented.certificate();
		return hasKey(presented.key())
				|| (certificate != null && (hasKey(certificate.authority()) || hasCertificate(certificate)));
	}

}

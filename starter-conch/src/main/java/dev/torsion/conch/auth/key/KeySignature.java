package dev.torsion.conch.auth.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

import dev.torsion.conch.auth.wire.SshFormatException;
import dev.torsion.conch.auth.wire.SshReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.config.keys.u2f.SkED25519PublicKey;
import org.apache.sshd.common.config.keys.u2f.SkEcdsaPublicKey;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A signature that was verified.
 *
 * @param touched whether somebody has touched the token that signed; {@code true} for
 * keys that are in none
 * @param verified whether the token has made sure who that is, by a PIN or so
 */
public record KeySignature(boolean touched, boolean verified) {

	private static final KeySignature OF_NO_TOKEN = new KeySignature(true, true);

	private static final int TOUCHED = 1;

	private static final int VERIFIED = 4;

	private static final int MIN_RSA = 2048;

	private static final int MAX_RSA = 16384;

	private static final Log logger = LogFactory.getLog(KeySignature.class);

	/**
	 * Verifies a signature. Takes up to a millisecond.
	 * @param algorithm how it is signed
	 * @param key the key, without certificate
	 * @param signed what is signed
	 * @param signature the signature, as it is on the wire
	 * @return what is known of it, {@code null} if it is wrong
	 */
	public static @Nullable KeySignature verify(KeyAlgorithm algorithm, byte[] key, byte[] signed, byte[] signature) {
		try {
			KeySignature flags = flags(algorithm, signature);
			PublicKey own = key(algorithm, key);
			if (flags == null || own == null) {
				return null;
			}
			Signature verifier = algorithm.verifier();
			verifier.initVerifier(null, own);
			verifier.update(null, signed, 0, signed.length);
			return verifier.verify(null, signature) ? flags : null;
		}
		// Keys and signatures that cannot be any fail in every way there is
		catch (Exception ex) {
			logger.debug("A signature cannot be verified", ex);
			return null;
		}
	}

	private static @Nullable KeySignature flags(KeyAlgorithm algorithm, byte[] signature) {
		SshReader reader = new SshReader(signature);
		if (!reader.text().equals(algorithm.signatureName())) {
			return null;
		}
		reader.string();
		if (!algorithm.isToken()) {
			reader.end();
			return OF_NO_TOKEN;
		}
		int flags = reader.number8();
		reader.number32();
		reader.end();
		return new KeySignature((flags & TOUCHED) != 0, (flags & VERIFIED) != 0);
	}

	private static @Nullable PublicKey key(KeyAlgorithm algorithm, byte[] bytes)
			throws IOException, GeneralSecurityException {
		if (!new SshReader(bytes).text().equals(algorithm.format(false))) {
			return null;
		}
		ByteArrayBuffer buffer = new ByteArrayBuffer(bytes);
		PublicKey key = buffer.getRawPublicKey();
		if (buffer.available() > 0) {
			throw new SshFormatException("There are bytes after a key");
		}
		if (key instanceof RSAPublicKey rsa) {
			int bits = rsa.getModulus().bitLength();
			return (bits >= MIN_RSA && bits <= MAX_RSA) ? key : null;
		}
		return untouched(key);
	}

	/** Whether it has to be touched the options tell, which are not known yet. */
	private static PublicKey untouched(PublicKey key) {
		if (key instanceof SkED25519PublicKey token) {
			return new SkED25519PublicKey(token.getAppName(), true, false, token.getDelegatePublicKey());
		}
		if (key instanceof SkEcdsaPublicKey token) {
			return new SkEcdsaPublicKey(token.getAppName(), true, false, token.getDelegatePublicKey());
		}
		return key;
	}

}

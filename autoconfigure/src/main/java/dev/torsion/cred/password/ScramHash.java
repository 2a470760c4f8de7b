package dev.torsion.cred.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hash functions that SCRAM is used with: RFC 5802, RFC 7677. Safe for use by many
 * threads.
 */
public enum ScramHash {

	/** SCRAM-SHA-1, for clients that know no better. */
	SHA_1("SHA-1", 20),

	/** SCRAM-SHA-256. */
	SHA_256("SHA-256", 32),

	/** SCRAM-SHA-512. */
	SHA_512("SHA-512", 64);

	private static final List<ScramHash> ALL = List.of(values());

	private final String mechanism;

	private final String digest;

	private final String mac;

	private final int length;

	private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(this::newDigest);

	private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

	ScramHash(String digest, int length) {
		this.mechanism = "SCRAM-" + digest;
		this.digest = digest;
		this.mac = "Hmac" + digest.replace("-", "");
		this.length = length;
	}

	/**
	 * The name of the mechanism with this hash, which encoded passwords bear as well.
	 * @return the name, such as {@code SCRAM-SHA-256}
	 */
	public String mechanism() {
		return this.mechanism;
	}

	/**
	 * The hash that a mechanism has.
	 * @param mechanism its name
	 * @return the hash; empty if there is no such mechanism
	 */
	static Optional<ScramHash> of(String mechanism) {
		for (ScramHash hash : ALL) {
			if (hash.mechanism.equals(mechanism)) {
				return Optional.of(hash);
			}
		}
		return Optional.empty();
	}

	/**
	 * The length of a digest.
	 * @return the length in bytes
	 */
	int length() {
		return this.length;
	}

	byte[] digest(byte[] data) {
		return this.digests.get().digest(data);
	}

	byte[] hmac(byte[] key, byte[] data) {
		Mac mac = this.macs.get();
		try {
			mac.init(new SecretKeySpec(key, this.mac));
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException(ex);
		}
		return mac.doFinal(data);
	}

	byte[] hmac(byte[] key, String text) {
		return hmac(key, text.getBytes(StandardCharsets.UTF_8));
	}

	/** The slow part, called Hi in RFC 5802 section 2.2. */
	byte[] saltedPassword(String password, byte[] salt, int iterations) {
		PBEKeySpec spec = new PBEKeySpec(Saslprep.prepare(password).toCharArray(), salt, iterations, this.length * 8);
		try {
			return SecretKeyFactory.getInstance("PBKDF2With" + this.mac).generateSecret(spec).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			spec.clearPassword();
		}
	}

	private MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance(this.digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Mac newMac() {
		try {
			return Mac.getInstance(this.mac);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

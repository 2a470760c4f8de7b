package dev.torsion.cred.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a password so that its owner can prove to know it, RFC 5802 section 3,
 * from which it can neither be read nor used to log in elsewhere. Immutable: the arrays
 * must not be changed.
 *
 * @param hash the hash function
 * @param iterations how often the password is hashed, at most {@link #MAX_ITERATIONS}
 * @param salt the salt, at most {@link #MAX_SALT} bytes
 * @param storedKey what a proof is checked against
 * @param serverKey what the server proves itself with
 */
public record ScramVerifier(ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {

	/** Most iterations that are read: some 0.3 s of work. */
	public static final int MAX_ITERATIONS = 1_000_000;

	/** Longest salt that is read, in bytes. */
	public static final int MAX_SALT = 64;

	private static final int MAX_LENGTH = 512;

	/**
	 * Makes the verifier of a password. Takes the time of a hash: not for event loops.
	 * @param hash the hash function
	 * @param password the password, not yet prepared
	 * @param salt the salt
	 * @param iterations how often it is hashed
	 * @return the verifier
	 */
	public static ScramVerifier derive(ScramHash hash, String password, byte[] salt, int iterations) {
		byte[] salted = hash.saltedPassword(password, salt, iterations);
		return new ScramVerifier(hash, iterations, salt, hash.digest(hash.hmac(salted, "Client Key")),
				hash.hmac(salted, "Server Key"));
	}

	/**
	 * Reads an encoded password: {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:
	 * <ServerKey>}, with {@code {SCRAM-SHA-256}} before it or not, or what Dovecot has,
	 * {@code {SCRAM-SHA-256}<iterations>,<salt>,<StoredKey>,<ServerKey>}.
	 * @param encoded the encoded password
	 * @return the verifier; empty if it is anything else or beyond the limits
	 */
	public static Optional<ScramVerifier> parse(@Nullable String encoded) {
		if (encoded == null || encoded.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		int braces = encoded.startsWith("{") ? encoded.indexOf('}') + 1 : 0;
		String id = (braces > 0) ? encoded.substring(1, braces - 1) : "";
		int dollar = encoded.indexOf('$', braces);
		if (dollar < 0) {
			return read(id, encoded.substring(braces), ",,,");
		}
		String name = encoded.substring(braces, dollar);
		return (braces == 0 || id.equals(name)) ? read(name, encoded.substring(dollar + 1), ":$:") : Optional.empty();
	}

	private static Optional<ScramVerifier> read(String mechanism, String fields, String separators) {
		int salt = fields.indexOf(separators.charAt(0)) + 1;
		int stored = fields.indexOf(separators.charAt(1), salt) + 1;
		int server = fields.indexOf(separators.charAt(2), stored) + 1;
		if (salt == 0 || stored == 0 || server == 0) {
			return Optional.empty();
		}
		Base64.Decoder base64 = Base64.getDecoder();
		try {
			int iterations = Integer.parseUnsignedInt(fields.substring(0, salt - 1));
			return ScramHash.of(mechanism)
				.map((hash) -> new ScramVerifier(hash, iterations, base64.decode(fields.substring(salt, stored - 1)),
						base64.decode(fields.substring(stored, server - 1)), base64.decode(fields.substring(server))))
				.filter(ScramVerifier::isSound);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private boolean isSound() {
		return this.iterations > 0 && this.iterations <= MAX_ITERATIONS && this.salt.length > 0
				&& this.salt.length <= MAX_SALT && this.storedKey.length == this.hash.length()
				&& this.serverKey.length == this.hash.length();
	}

	/**
	 * Whether a password is the one. Takes the time of a hash: not for event loops.
	 * @param password the password, not yet prepared
	 * @return whether it is
	 */
	public boolean matches(String password) {
		return MessageDigest.isEqual(this.storedKey,
				derive(this.hash, password, this.salt, this.iterations).storedKey());
	}

	/**
	 * Whether somebody has proved to know the password: RFC 5802 section 3, two hashes.
	 * @param messages what has been said, called AuthMessage there
	 * @param proof the proof, called ClientProof there
	 * @return whether the proof is right
	 */
	public boolean isProvedBy(byte[] messages, byte[] proof) {
		byte[] clientKey = this.hash.hmac(this.storedKey, messages);
		if (proof.length != clientKey.length) {
			return false;
		}
		for (int i = 0; i < clientKey.length; i++) {
			clientKey[i] ^= proof[i];
		}
		return MessageDigest.isEqual(this.storedKey, this.hash.digest(clientKey));
	}

	/**
	 * Proves to the peer that its server knows what was made of its password.
	 * @param messages what has been said, called AuthMessage in RFC 5802
	 * @return the proof, called ServerSignature there
	 */
	public byte[] sign(byte[] messages) {
		return this.hash.hmac(this.serverKey, messages);
	}

	/**
	 * A verifier that no password matches and no proof proves.
	 * @param hash the hash function
	 * @param iterations the cost it pretends to
	 * @param salt the length of its salt
	 * @return the verifier
	 */
	public static ScramVerifier nobodys(ScramHash hash, int iterations, int salt) {
		byte[] key = new byte[hash.length()];
		return new ScramVerifier(hash, iterations, new byte[salt], key, key);
	}

	/**
	 * The same, with another salt.
	 * @param other the salt
	 * @return the verifier, which is nobody's any more
	 */
	public ScramVerifier withSalt(byte[] other) {
		return new ScramVerifier(this.hash, this.iterations, other, this.storedKey, this.serverKey);
	}

	/**
	 * The encoded password, in the form of PostgreSQL and RFC 5803.
	 * @return the text
	 */
	public String format() {
		Base64.Encoder base64 = Base64.getEncoder();
		return this.hash.mechanism() + "$" + this.iterations + ":" + base64.encodeToString(this.salt) + "$"
				+ base64.encodeToString(this.storedKey) + ":" + base64.encodeToString(this.serverKey);
	}

	/**
	 * Hides the keys, so that they are in no log.
	 * @return the hash and the cost
	 */
	@Override
	public String toString() {
		return "ScramVerifier[" + this.hash.mechanism() + ", iterations=" + this.iterations + "]";
	}

}

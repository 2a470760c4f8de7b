package dev.torsion.cred.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
	 * The form of PostgreSQL and RFC 5803, and that of Dovecot after a hash in braces.
	 */
	private static final Pattern FORMS = Pattern.compile("""
			(?:\\{(?<braces>SCRAM-SHA-\\d+)})?
			(?:(?<name>SCRAM-SHA-\\d+)\\$(?<count>\\d{1,7}):(?<salt>B+)\\$(?<stored>B+):(?<server>B+)
			|(?<count2>\\d{1,7}),(?<salt2>B+),(?<stored2>B+),(?<server2>B+))
			""".replace("\n", "").replace("B+", "[A-Za-z0-9+/]+={0,2}"));

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
		Matcher matcher = FORMS.matcher(encoded);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String braces = matcher.group("braces");
		String name = matcher.group("name");
		if ((name == null) ? braces == null : (braces != null && !braces.equals(name))) {
			return Optional.empty();
		}
		return ScramHash.of((name != null) ? name : braces)
			.flatMap((hash) -> read(hash, matcher, (name != null) ? "" : "2"));
	}

	private static Optional<ScramVerifier> read(ScramHash hash, Matcher matcher, String form) {
		int iterations = Integer.parseInt(matcher.group("count" + form));
		try {
			byte[] salt = Base64.getDecoder().decode(matcher.group("salt" + form));
			byte[] stored = Base64.getDecoder().decode(matcher.group("stored" + form));
			byte[] server = Base64.getDecoder().decode(matcher.group("server" + form));
			boolean sound = iterations > 0 && iterations <= MAX_ITERATIONS && salt.length <= MAX_SALT
					&& stored.length == hash.length() && server.length == hash.length();
			return sound ? Optional.of(new ScramVerifier(hash, iterations, salt, stored, server)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
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

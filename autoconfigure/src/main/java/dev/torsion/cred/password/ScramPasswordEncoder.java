package dev.torsion.cred.password;

import java.security.SecureRandom;
import java.util.Optional;

import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/**
 * Encodes passwords so that SCRAM and every protocol that sends the password itself can
 * use the same: {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}, the
 * form of PostgreSQL. Reads SCRAM-SHA-1 and -512 and the form of Dovecot as well, see
 * {@link ScramVerifier#parse}.
 */
public final class ScramPasswordEncoder extends AbstractValidatingPasswordEncoder {

	/** What Spring Security calls this encoding, as in <code>{SCRAM-SHA-256}</code>. */
	public static final String ID = ScramHash.SHA_256.mechanism();

	/**
	 * Iterations unless told otherwise: some 5 ms, which clients have to spend as well,
	 * phones too. RFC 7677 has 4096 as the least.
	 */
	public static final int DEFAULT_ITERATIONS = 15_000;

	static final int SALT = 16;

	private final SecureRandom random = new SecureRandom();

	private final int iterations;

	/**
	 * Creates an encoder of {@link #DEFAULT_ITERATIONS}.
	 */
	public ScramPasswordEncoder() {
		this(DEFAULT_ITERATIONS);
	}

	/**
	 * Creates an encoder.
	 * @param iterations how often passwords are hashed, at most
	 * {@link ScramVerifier#MAX_ITERATIONS}
	 * @throws IllegalArgumentException if that is too often, or not at all
	 */
	public ScramPasswordEncoder(int iterations) {
		if (iterations < 1 || iterations > ScramVerifier.MAX_ITERATIONS) {
			throw new IllegalArgumentException("Not a number of iterations: " + iterations);
		}
		this.iterations = iterations;
	}

	@Override
	protected String encodeNonNullPassword(String password) {
		byte[] salt = new byte[SALT];
		this.random.nextBytes(salt);
		return ScramVerifier.derive(ScramHash.SHA_256, password, salt, this.iterations).format();
	}

	@Override
	protected boolean matchesNonNull(String password, String encoded) {
		return ScramVerifier.parse(encoded)
			.orElseThrow(() -> new IllegalArgumentException("Not a password in an encoding of SCRAM"))
			.matches(password);
	}

	@Override
	protected boolean upgradeEncodingNonNull(String encoded) {
		Optional<ScramVerifier> verifier = ScramVerifier.parse(encoded);
		return verifier.isEmpty() || verifier.get().hash() != ScramHash.SHA_256
				|| verifier.get().iterations() < this.iterations;
	}

}

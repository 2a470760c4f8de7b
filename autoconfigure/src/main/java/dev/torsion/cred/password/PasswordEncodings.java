package dev.torsion.cred.password;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The encodings that accounts may have, and the one they should have.
 */
public final class PasswordEncodings {

	private static final String CLEAR = "{noop}";

	private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");

	private static final Pattern SHA = Pattern.compile("\\{SHA}[A-Za-z0-9+/]{27}=");

	private PasswordEncodings() {
	}

	/**
	 * Makes the encoder for accounts. It writes <code>{SCRAM-SHA-256}</code>, and reads
	 * all that {@link ScramVerifier#parse} does, <code>{crypt}</code> and what
	 * {@link PasswordEncoderFactories} has; anything but SCRAM-SHA-256 at the cost is due
	 * for an upgrade. It fails, as that one does, where an encoding cannot be read.
	 * @param iterations the cost
	 * @return the encoder
	 */
	public static PasswordEncoder encoder(int iterations) {
		return new AccountEncoder(new ScramPasswordEncoder(iterations));
	}

	/**
	 * Completes what a line of an {@code htpasswd} file has after the name: bcrypt,
	 * {@code $apr1$}, {@code {SHA}}, {@code $5$}, {@code $6$}, and SCRAM in the forms of
	 * {@link ScramVerifier#parse}.
	 * @param value the value
	 * @return the encoded password with its encoding in braces; empty if it is plain text
	 * or encoded by the {@code crypt} of old, which are not taken
	 */
	public static Optional<String> ofHtpasswd(String value) {
		if (BCRYPT.matcher(value).matches()) {
			return Optional.of("{bcrypt}" + value);
		}
		if (SHA.matcher(value).matches()) {
			return Optional.of("{ldap}" + value);
		}
		if (CryptPasswordEncoder.isEncoded(value)) {
			return Optional.of(braces(CryptPasswordEncoder.ID) + value);
		}
		return ScramVerifier.parse(value).map((verifier) -> braces(verifier.hash().mechanism()) + verifier.format());
	}

	/**
	 * The password itself, of accounts that keep it.
	 * @param encoded the encoded password
	 * @return the password; empty if it is encoded
	 */
	public static Optional<String> clear(String encoded) {
		return encoded.startsWith(CLEAR) ? Optional.of(encoded.substring(CLEAR.length())) : Optional.empty();
	}

	/**
	 * Whether SCRAM can be used with an encoded password.
	 * @param encoded the encoded password
	 * @param hash the hash function it would be used with
	 * @return whether it can
	 */
	public static boolean serves(String encoded, ScramHash hash) {
		return encoded.startsWith(CLEAR)
				|| ScramVerifier.parse(encoded).filter((verifier) -> verifier.hash() == hash).isPresent();
	}

	static String braces(String id) {
		return "{" + id + "}";
	}

	/** Reads everything, and writes SCRAM. */
	private static final class AccountEncoder extends AbstractValidatingPasswordEncoder {

		private final ScramPasswordEncoder scram;

		private final PasswordEncoder others;

		AccountEncoder(ScramPasswordEncoder scram) {
			this.scram = scram;
			DelegatingPasswordEncoder crypt = new DelegatingPasswordEncoder(CryptPasswordEncoder.ID,
					Map.of(CryptPasswordEncoder.ID, new CryptPasswordEncoder()));
			crypt.setDefaultPasswordEncoderForMatches(PasswordEncoderFactories.createDelegatingPasswordEncoder());
			this.others = crypt;
		}

		@Override
		protected String encodeNonNullPassword(String password) {
			return braces(ScramPasswordEncoder.ID) + this.scram.encode(password);
		}

		@Override
		protected boolean matchesNonNull(String password, String encoded) {
			return ScramVerifier.parse(encoded)
				.map((verifier) -> verifier.matches(password))
				.orElseGet(() -> this.others.matches(password, encoded));
		}

		@Override
		protected boolean upgradeEncodingNonNull(String encoded) {
			return this.scram.upgradeEncoding(encoded);
		}

	}

}

package dev.torsion.cred.store;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import org.jspecify.annotations.Nullable;

/**
 * A secret as a row of a table.
 *
 * @param kind the kind of the secret, see {@link #kind}
 * @param label what it is told apart by
 * @param protocols the protocols it is for, with commas between; all if {@code null}
 * @param value what is to be kept
 */
record SecretRow(String kind, String label, @Nullable String protocols, String value) {

	static final String PASSWORD = "PASSWORD";

	private static final String APP_PASSWORD = "APP_PASSWORD";

	private static final String PUBLIC_KEY = "PUBLIC_KEY";

	private static final String CERTIFICATE = "CERTIFICATE";

	private static final String TOTP = "TOTP";

	/** Oracle's columns have no more. */
	private static final int MAX_VALUE = 4000;

	private static final int MAX_ENCODING = 100;

	static SecretRow of(Secret secret) {
		String protocols = (secret instanceof Secret.AppPassword app && !app.protocols().isEmpty())
				? String.join(",", new TreeSet<>(app.protocols())) : null;
		String value = value(secret);
		if (value.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE) {
			throw new IllegalArgumentException("A password or key is longer than " + MAX_VALUE + " bytes");
		}
		return new SecretRow(kind(secret.getClass()), secret.label(), protocols, value);
	}

	/**
	 * The name of a kind.
	 * @param kind the kind
	 * @return its name
	 */
	static String kind(Class<? extends Secret> kind) {
		if (kind == Secret.Password.class) {
			return PASSWORD;
		}
		if (kind == Secret.AppPassword.class) {
			return APP_PASSWORD;
		}
		if (kind == Secret.PublicKey.class) {
			return PUBLIC_KEY;
		}
		if (kind == Secret.Certificate.class) {
			return CERTIFICATE;
		}
		if (kind == Secret.Totp.class) {
			return TOTP;
		}
		throw new IllegalArgumentException("Not kept here: " + kind.getSimpleName());
	}

	private static String value(Secret secret) {
		if (secret instanceof Secret.Password password) {
			return password.encoded();
		}
		if (secret instanceof Secret.AppPassword password) {
			return password.digest();
		}
		if (secret instanceof Secret.Totp totp) {
			return totp.uri();
		}
		return (secret instanceof Secret.PublicKey key) ? key.line() : secret.label();
	}

	/**
	 * The secret again.
	 * @return the secret
	 * @throws IllegalArgumentException if the row is none
	 */
	Secret secret() {
		return switch (this.kind) {
			case PASSWORD -> new Secret.Password(this.value);
			case APP_PASSWORD -> new Secret.AppPassword(this.label,
					(this.protocols != null) ? Set.of(this.protocols.split(",")) : Set.of(), this.value);
			case PUBLIC_KEY -> Secret.PublicKey.parse(this.value);
			case CERTIFICATE -> new Secret.Certificate(this.value);
			case TOTP -> Secret.Totp.parse(this.value);
			default -> throw new IllegalArgumentException("There is no secret of kind '" + this.kind + "'");
		};
	}

	/**
	 * How a password is encoded, if it is one.
	 * @return its encoding
	 */
	@Nullable String encoding() {
		return this.kind.equals(PASSWORD) ? encoding(this.value) : null;
	}

	/**
	 * The certificate, if it is one: no two accounts have the same.
	 * @return its fingerprint
	 */
	@Nullable String fingerprint() {
		return this.kind.equals(CERTIFICATE) ? this.value : null;
	}

	/** Never empty, because to Oracle that is null. */
	static String encoding(String encoded) {
		String encoding = Decoys.encoding(encoded);
		return encoding.isEmpty() ? "-" : encoding.substring(0, Math.min(encoding.length(), MAX_ENCODING));
	}

	/** Hides the secret. */
	@Override
	public String toString() {
		return this.kind + " '" + this.label + "'";
	}

}

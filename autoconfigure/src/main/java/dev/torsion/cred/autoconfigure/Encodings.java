package dev.torsion.cred.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.password.ScramVerifier;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How configured passwords are encoded: by the application's own encoder, or as Spring
 * Boot has it, by the one their prefix names and without one not at all.
 */
final class Encodings {

	private static final Pattern PREFIX = Pattern.compile("(\\{.+?}).*", Pattern.DOTALL);

	private static final String SCRAM = "{SCRAM-";

	private final PasswordEncoder encoder;

	private final boolean own;

	private final Map<String, Optional<String>> problems = new HashMap<>();

	Encodings(@Nullable PasswordEncoder own, int iterations) {
		this.own = own != null;
		this.encoder = (own != null) ? own : PasswordEncodings.encoder(iterations);
	}

	PasswordEncoder encoder() {
		return this.encoder;
	}

	/**
	 * The encoded form of a password that was made up.
	 * @param password the password
	 * @return its encoded form
	 */
	String encode(String password) {
		return this.own ? String.valueOf(this.encoder.encode(password)) : "{noop}" + password;
	}

	/**
	 * Adds the prefix where Spring Boot would.
	 * @param password the password as configured
	 * @return the encoded password
	 */
	String complete(String password) {
		boolean encoded = this.own || PREFIX.matcher(password).matches() || ScramVerifier.parse(password).isPresent();
		return encoded ? password : "{noop}" + password;
	}

	/**
	 * What keeps a password from being checked, found out once for each prefix by trying
	 * one; what SCRAM needs is looked at in each.
	 * @param encoded the encoded password
	 * @return the problem, without the password, or {@code null}
	 */
	@Nullable String problem(String encoded) {
		Matcher matcher = PREFIX.matcher(encoded);
		String prefix = matcher.matches() ? matcher.group(1) : "";
		if (!this.own && prefix.startsWith(SCRAM) && ScramVerifier.parse(encoded).isEmpty()) {
			return "what follows %s is not complete".formatted(prefix);
		}
		return this.problems.computeIfAbsent(prefix, (key) -> Optional.ofNullable(attempt(prefix, encoded)))
			.orElse(null);
	}

	private @Nullable String attempt(String prefix, String encoded) {
		try {
			this.encoder.matches("torsion", encoded);
			return null;
		}
		catch (RuntimeException | LinkageError ex) {
			return prefix.isEmpty() ? "the PasswordEncoder rejects it" : "the PasswordEncoder rejects " + prefix;
		}
	}

}

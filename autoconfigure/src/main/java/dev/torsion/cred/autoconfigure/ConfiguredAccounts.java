package dev.torsion.cred.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.util.StringUtils;

/**
 * Makes accounts of {@code network.cred.users}, or says what is wrong with them; never
 * with a password in the text.
 */
final class ConfiguredAccounts {

	private static final String PROPERTY = "network.cred.users";

	private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

	private final Encodings encodings;

	private final Map<String, Integer> names = new HashMap<>();

	ConfiguredAccounts(Encodings encodings) {
		this.encodings = encodings;
	}

	List<Account> of(List<CredProperties.User> users) {
		List<Account> accounts = new ArrayList<>();
		for (int i = 0; i < users.size(); i++) {
			accounts.add(account(users.get(i), i));
		}
		return accounts;
	}

	private Account account(CredProperties.User user, int index) {
		String name = name(user.name(), index);
		List<Secret> secrets = new ArrayList<>();
		if (StringUtils.hasLength(user.password()) || (user.keys().isEmpty() && user.certificates().isEmpty())) {
			secrets.add(new Secret.Password(password(user.password(), name, index)));
		}
		user.keys().forEach((line) -> secrets.add(key(line, name, index)));
		user.certificates().forEach((fingerprint) -> secrets.add(certificate(fingerprint, name, index)));
		user.totp().forEach((text) -> secrets.add(totp(text, name, index)));
		return Account.of(name, authorities(user.roles(), index), AccountStatus.ACTIVE, secrets);
	}

	private String name(@Nullable String name, int index) {
		if (!StringUtils.hasText(name)) {
			throw failure(index, "name", "is missing", "Give the account a name.");
		}
		if (name.length() > AccountStore.MAX_NAME) {
			throw failure(index, "name", "is longer than " + AccountStore.MAX_NAME + " characters", "Shorten it.");
		}
		Integer earlier = this.names.putIfAbsent(name.toLowerCase(Locale.ROOT), index);
		if (earlier != null) {
			throw failure(index, "name", "is '%s', as is that of %s[%d]".formatted(name, PROPERTY, earlier),
					"Remove one of the two; upper and lower case are the same.");
		}
		return name;
	}

	private String password(@Nullable String password, String name, int index) {
		if (!StringUtils.hasLength(password) || password.equals("{noop}")) {
			throw failure(index, "password", "of account '%s' is missing".formatted(name),
					"Give the account a password, best encoded as in '{SCRAM-SHA-256}...', or keys or certificates.");
		}
		String encoded = this.encodings.complete(password);
		String problem = this.encodings.problem(encoded);
		if (problem != null) {
			throw failure(index, "password",
					"of account '%s' is in an encoding that cannot be read: %s".formatted(name, problem),
					"Use an encoding of Spring Security's PasswordEncoderFactories (some need a library of their own), declare a PasswordEncoder bean, or, should it be plain text that begins with a brace, write '{noop}' before it.");
		}
		return encoded;
	}

	private static Secret.PublicKey key(String line, String name, int index) {
		try {
			return Secret.PublicKey.parse(line);
		}
		catch (IllegalArgumentException ex) {
			throw failure(index, "keys",
					"of account '%s' has a line that is no key: %s".formatted(name, ex.getMessage()),
					"Write it as it is in OpenSSH's authorized_keys or in a '.pub' file.");
		}
	}

	private static Secret.Totp totp(String text, String name, int index) {
		try {
			return Secret.Totp.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw failure(index, "totp",
					"of account '%s' has something that makes no codes: %s".formatted(name, ex.getMessage()),
					"Write the secret in Base32, or all of 'otpauth://totp/...' that the device was given.");
		}
	}

	private static Secret.Certificate certificate(String fingerprint, String name, int index) {
		String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
		if (!FINGERPRINT.matcher(digits).matches()) {
			throw failure(index, "certificates", "of account '%s' has something that is no fingerprint".formatted(name),
					"Write what 'openssl x509 -noout -fingerprint -sha256' shows of the certificate.");
		}
		return new Secret.Certificate(digits);
	}

	private static List<GrantedAuthority> authorities(List<String> roles, int index) {
		for (String role : roles) {
			if (role.isBlank() || role.startsWith("ROLE_")) {
				throw failure(index, "roles", "contains '%s'".formatted(role),
						"Write roles without their prefix, as in 'OPS' for 'ROLE_OPS'.");
			}
		}
		return AuthorityUtils.createAuthorityList(roles.stream().map((role) -> "ROLE_" + role).toList());
	}

	private static FailureAnalyzedException failure(int index, String leaf, String problem, String action) {
		return new FailureAnalyzedException("%s[%d].%s %s.".formatted(PROPERTY, index, leaf, problem), action);
	}

}

package dev.torsion.cred.password;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PasswordEncodingsTests {

	private static final String PASSWORD = "battery staple";

	private final PasswordEncoder encoder = PasswordEncodings.encoder(2);

	/**
	 * Of "battery staple"; made by OpenSSL, glibc and, with bcrypt, Apache's htpasswd.
	 */
	private static final Map<String, String> HTPASSWD = Map.of("$2y$04$HASH", "{bcrypt}",
			"$apr1$abcdefgh$sbEv85IyXD8.DzWBBvkpp1", "{crypt}", "{SHA}4/8EauNSRAt2M2wN8hy6sNnX6do=", "{ldap}",
			"$5$abcdefgh$33n7Jc5uosQec.Ws8vBMiW7zwhRp9uukSThN6e7EmqA", "{crypt}",
			"$6$abcdefgh$8cKkxQLAhIZ9ZFxNmAxVRwOUvpderC7AfoGfR87plni5HeXlpg7yv3BM1NlekrXPgADuSru19z8VVVofNkmho/",
			"{crypt}",
			"$6$rounds=10000$abcdefgh$MSK6J6Y6vfqKEgCYxKYbZxLCNgZWQ3iOpb0X4DM9R/m06oxiPG8YCZ/Ncy9S1Hx6DXnqYiNpz7SiJQ.pFUwaF1",
			"{crypt}");

	@Test
	void writesScramWithASaltOfItsOwn() {
		String encoded = this.encoder.encode(PASSWORD);
		assertThat(encoded).startsWith("{SCRAM-SHA-256}SCRAM-SHA-256$2:").isNotEqualTo(this.encoder.encode(PASSWORD));
		assertThat(this.encoder.matches(PASSWORD, encoded)).isTrue();
		assertThat(this.encoder.matches("battery", encoded)).isFalse();
		assertThat(this.encoder.matches("", encoded)).isFalse();
		assertThat(this.encoder.upgradeEncoding(encoded)).isFalse();
	}

	@Test
	void readsWhatSpringSecurityWrites() {
		for (String encoded : List.of("{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD),
				"{pbkdf2@SpringSecurity_v5_8}"
						+ Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD),
				"{noop}" + PASSWORD)) {
			assertThat(this.encoder.matches(PASSWORD, encoded)).isTrue();
			assertThat(this.encoder.matches("battery", encoded)).isFalse();
			assertThat(this.encoder.upgradeEncoding(encoded)).isTrue();
		}
	}

	@Test
	void upgradesOtherHashesAndLowerCosts() {
		for (String encoded : List.of("{SCRAM-SHA-256}" + verifier(ScramHash.SHA_256, 1),
				verifier(ScramHash.SHA_256, 1), "{SCRAM-SHA-1}" + verifier(ScramHash.SHA_1, 2),
				verifier(ScramHash.SHA_512, 2))) {
			assertThat(this.encoder.matches(PASSWORD, encoded)).isTrue();
			assertThat(this.encoder.upgradeEncoding(encoded)).isTrue();
		}
		assertThat(this.encoder.upgradeEncoding(verifier(ScramHash.SHA_256, 2))).isFalse();
		assertThat(this.encoder.upgradeEncoding(verifier(ScramHash.SHA_256, 3))).isFalse();
	}

	@Test
	void doesNotCallWhatItCannotReadAWrongPassword() {
		for (String encoded : List.of("plain", "{unknown}x", "{SCRAM-SHA-256}x", "{crypt}AB", "{crypt}$1$ab$cd",
				"{crypt}$6$rounds=1000001$abcdefgh$" + "x".repeat(86))) {
			assertThatIllegalArgumentException().as(encoded).isThrownBy(() -> this.encoder.matches(PASSWORD, encoded));
		}
	}

	@Test
	void readsWhatHtpasswdWrites() {
		HTPASSWD.forEach((value, prefix) -> {
			String written = value.replace("$2y$04$HASH",
					new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2Y, 4).encode(PASSWORD));
			assertThat(PasswordEncodings.ofHtpasswd(written)).hasValueSatisfying((encoded) -> {
				assertThat(encoded).isEqualTo(prefix + written);
				assertThat(this.encoder.matches(PASSWORD, encoded)).isTrue();
				assertThat(this.encoder.matches("battery", encoded)).isFalse();
				assertThat(this.encoder.upgradeEncoding(encoded)).isTrue();
			});
		});
		String scram = verifier(ScramHash.SHA_256, 2);
		assertThat(PasswordEncodings.ofHtpasswd(scram)).hasValue("{SCRAM-SHA-256}" + scram);
	}

	@Test
	void takesNeitherPlainTextNorTheCryptOfOldFromHtpasswd() {
		for (String value : List.of("", PASSWORD, "rqXexS6ZhobKA", "{noop}x", "{PLAIN}x",
				"$1$abcdefgh$" + "x".repeat(22), "$2y$04$short", "{SHA}short",
				"$6$rounds=9999999$abcdefgh$" + "x".repeat(86))) {
			assertThat(PasswordEncodings.ofHtpasswd(value)).as(value).isEmpty();
		}
	}

	@Test
	void tellsWhatScramCanBeUsedWith() {
		assertThat(PasswordEncodings.serves("{noop}" + PASSWORD, ScramHash.SHA_512)).isTrue();
		assertThat(PasswordEncodings.serves(verifier(ScramHash.SHA_1, 2), ScramHash.SHA_1)).isTrue();
		assertThat(PasswordEncodings.serves(verifier(ScramHash.SHA_1, 2), ScramHash.SHA_256)).isFalse();
		assertThat(PasswordEncodings.serves("{bcrypt}x", ScramHash.SHA_256)).isFalse();
		assertThat(PasswordEncodings.clear("{noop}x")).hasValue("x");
		assertThat(PasswordEncodings.clear("{bcrypt}x")).isEmpty();
	}

	private static String verifier(ScramHash hash, int iterations) {
		return ScramVerifier.derive(hash, PASSWORD, new byte[8], iterations).format();
	}

}

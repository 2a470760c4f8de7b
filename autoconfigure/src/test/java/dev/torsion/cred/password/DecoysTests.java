package dev.torsion.cred.password;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DecoysTests {

	private static final String BCRYPT = "$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG";

	@Test
	void tellsEncodingsByPrefixAndCost() {
		Map<String, String> encodings = Map.of("{bcrypt}" + BCRYPT, "{bcrypt}$2a$10", BCRYPT, "$2a$10", "{noop}secret",
				"{noop}", "plain", "", "{sha256}97cde38028ad898ebc02e690819fa220e88c62e0699403e94fff291cfffaf841",
				"{sha256}",
				"{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=16384,t=2,p=1$b8aVRAzG5TLmGdZ2DVkBGw$G0ysmNQJVj8ezDS6P2iNLAxU8vYHJqYDsDXvlNKd2K4",
				"{argon2@SpringSecurity_v5_8}$argon2id$v=19$m=16384,t=2,p=1",
				"$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc=",
				"$e0801");
		encodings.forEach((encoded, encoding) -> assertThat(Decoys.encoding(encoded)).isEqualTo(encoding));
	}

	@Test
	void tellsScramByHashCostAndSaltInAllItsForms() {
		String bob = ScramVerifier.derive(ScramHash.SHA_256, "bob", new byte[16], 2).format();
		String amy = ScramVerifier.derive(ScramHash.SHA_256, "amy", new byte[] { 1 }, 2)
			.withSalt(new byte[16])
			.format();
		assertThat(Decoys.encoding(bob)).isEqualTo(Decoys.encoding("{SCRAM-SHA-256}" + amy))
			.isNotEqualTo(Decoys.encoding(bob.replace("$2:", "$3:")))
			.isNotEqualTo(Decoys.encoding(ScramVerifier.derive(ScramHash.SHA_256, "bob", new byte[8], 2).format()))
			.isNotEqualTo(Decoys.encoding(ScramVerifier.derive(ScramHash.SHA_1, "bob", new byte[16], 2).format()));
		String decoy = new Decoys(List.of(bob)).choose("nobody");
		assertThat(ScramVerifier.parse(decoy)).hasValueSatisfying((verifier) -> {
			assertThat(verifier.iterations()).isEqualTo(2);
			assertThat(verifier.salt()).hasSize(16);
			assertThat(verifier.matches("bob")).isFalse();
		});
	}

	@Test
	void tellsCryptByCost() {
		assertThat(Decoys.encoding("{crypt}$5$salt$33n7Jc5uosQec.Ws8vBMiW7zwhRp9uukSThN6e7EmqA"))
			.isEqualTo("{crypt}$5$");
		assertThat(Decoys.encoding("{crypt}$5$rounds=9000$salt$33n7Jc5uosQec.Ws8vBMiW7zwhRp9uukSThN6e7EmqA"))
			.isEqualTo("{crypt}$5$rounds=9000$");
	}

	@Test
	void keepsChoiceAndSaltsAsLongAsItsSecret() {
		List<String> encoded = List.of("{a}1", "{b}2", "{c}3");
		byte[] secret = "an example of a secret, 32 bytes".getBytes(StandardCharsets.US_ASCII);
		Decoys decoys = new Decoys(encoded, secret);
		Decoys restarted = new Decoys(encoded, secret);
		Decoys others = new Decoys(encoded);
		for (int i = 0; i < 20; i++) {
			String name = "name" + i;
			assertThat(restarted.choose(name)).isEqualTo(decoys.choose(name)).isEqualTo(decoys.choose("NAME" + i));
			assertThat(restarted.salt(name, 16)).hasSize(16)
				.isEqualTo(decoys.salt("NAME" + i, 16))
				.isNotEqualTo(others.salt(name, 16));
		}
		assertThat(decoys.salt("bob", 16)).isNotEqualTo(decoys.salt("amy", 16));
		assertThat(decoys.salt("bob", ScramVerifier.MAX_SALT)).hasSize(64).startsWith(decoys.salt("bob", 16));
		assertThatIllegalArgumentException().isThrownBy(() -> new Decoys(encoded, new byte[31]));
	}

	@Test
	void choosesAmongTheEncodingsThatServe() {
		Decoys decoys = new Decoys(List.of("{a}1", "{b}2", "{c}3"));
		assertThat(IntStream.range(0, 64)
			.mapToObj((i) -> decoys.choose("name" + i, (encoded) -> !encoded.startsWith("{b}")).orElseThrow())
			.distinct()).containsExactlyInAnyOrder("{a}0", "{c}0");
		assertThat(decoys.choose("name", (encoded) -> false)).isEmpty();
	}

	@Test
	void makesDecoysThatTheirEncoderHashes() {
		PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
		for (String encoded : List
			.of("{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret"),
					"{pbkdf2@SpringSecurity_v5_8}"
							+ Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("secret"),
					"{noop}secret")) {
			assertThat(encoder.matches("secret", encoded)).isTrue();
			String decoy = new Decoys(List.of(encoded)).choose("nobody");
			assertThat(Decoys.encoding(decoy)).isEqualTo(Decoys.encoding(encoded));
			assertThat(decoy).hasSameSizeAs(encoded).isNotEqualTo(encoded);
			assertThat(encoder.matches("secret", decoy)).isFalse();
		}
	}

	@Test
	void givesANameTheSameDecoyAlwaysAndNamesAllDecoys() {
		Decoys decoys = new Decoys(List.of("{a}1", "{b}2", "{c}3"));
		Set<String> chosen = IntStream.range(0, 200)
			.mapToObj((i) -> decoys.choose("name" + i))
			.collect(Collectors.toSet());
		assertThat(chosen).containsExactlyInAnyOrder("{a}0", "{b}0", "{c}0");
		assertThat(IntStream.range(0, 20).mapToObj((i) -> decoys.choose("name")).distinct()).hasSize(1);
	}

	@Test
	void choosesOtherwiseInAnotherProcess() {
		List<String> encoded = List.of("{a}1", "{b}2");
		Set<String> patterns = IntStream.range(0, 8).mapToObj((process) -> {
			Decoys decoys = new Decoys(encoded);
			return IntStream.range(0, 64).mapToObj((i) -> decoys.choose("name" + i)).collect(Collectors.joining());
		}).collect(Collectors.toSet());
		assertThat(patterns).hasSize(8);
	}

	@Test
	void learnsNoMoreThanSixteenEncodings() {
		Decoys decoys = new Decoys(List.of());
		IntStream.range(0, 100).forEach((i) -> decoys.learn("{" + i + "}secret"));
		assertThat(IntStream.range(0, 1000).mapToObj((i) -> decoys.choose("name" + i)).distinct()).hasSize(16);
	}

}

package dev.torsion.cred.password;

import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScramVerifierTests {

	private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

	/** Of "pencil", the password of RFC 7677; the keys are those of GNU SASL. */
	private static final String KEYS = "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

	private static final String PENCIL = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$" + KEYS;

	@Test
	void derivesWhatOthersDerive() {
		assertThat(ScramVerifier.derive(ScramHash.SHA_256, "pencil", SALT, 4096).format()).isEqualTo(PENCIL);
		assertThat(ScramVerifier.derive(ScramHash.SHA_1, "pencil", Base64.getDecoder().decode("QSXCR+Q6sek8bf92"), 4096)
			.format())
			.isEqualTo("SCRAM-SHA-1$4096:QSXCR+Q6sek8bf92$6dlGYMOdZcOPutkcNY8U2g7vK9Y=:D+CSWLOshSulAsxiupA+qs2/fTE=");
	}

	@Test
	void preparesPasswordsAsOthersDo() {
		String ninth = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$Fef2H4pqYWuHvb1lhdPQccPEVEhRM/WpB22HuonhvsU=:dbMVxWakncVFs9mhFN467jVRBZ3cKsfupTQTZ1A4erE=";
		for (String password : List.of("I\u00adX \u2168", "IX IX", "IX\u00a0IX")) {
			assertThat(ScramVerifier.derive(ScramHash.SHA_256, password, SALT, 4096).format()).isEqualTo(ninth);
		}
	}

	@Test
	void takesAsItIsWhatCannotBePrepared() {
		for (String password : List.of("horse \uD83D\uDC0E", "\u0627\u0031", "bell\u0007", "\u00ad")) {
			ScramVerifier verifier = ScramVerifier.derive(ScramHash.SHA_256, password, SALT, 1);
			assertThat(verifier.matches(password)).isTrue();
			assertThat(verifier.matches(password + "x")).isFalse();
		}
	}

	@Test
	void preparesWhateverIsTyped() {
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			char[] password = new char[random.nextInt(5)];
			for (int j = 0; j < password.length; j++) {
				password[j] = (char) random.nextInt(random.nextBoolean() ? 0x10000 : 0x300);
			}
			assertThat(Saslprep.prepare(new String(password))).isNotNull();
		}
	}

	@Test
	void readsTheFormsOfPostgresqlAndDovecot() {
		for (String encoded : List.of(PENCIL, "{SCRAM-SHA-256}" + PENCIL,
				"{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==," + KEYS.replace(':', ','))) {
			assertThat(ScramVerifier.parse(encoded)).hasValueSatisfying((verifier) -> {
				assertThat(verifier.format()).isEqualTo(PENCIL);
				assertThat(verifier.matches("pencil")).isTrue();
				assertThat(verifier.matches("Pencil")).isFalse();
			});
		}
	}

	@Test
	void readsNothingElse() {
		for (String encoded : List.of("", "pencil", "{noop}pencil", "4096,QSXC,AAAA,AAAA", "{SCRAM-SHA-1}" + PENCIL,
				"{SCRAM-SHA-256}{SCRAM-SHA-256}" + PENCIL, PENCIL.replace("SCRAM-SHA-256", "SCRAM-SHA-1"),
				PENCIL.replace("SCRAM-SHA-256", "SCRAM-SHA-224"), PENCIL.replace("4096", "0"),
				PENCIL.replace("4096", "1000001"), PENCIL.replace("4096", "-1"),
				PENCIL.replace("W22ZaJ0SNY7soEsUEjb6gQ==", "A"),
				PENCIL.replace("W22ZaJ0SNY7soEsUEjb6gQ==", "W".repeat(88)), PENCIL + "x", " " + PENCIL, PENCIL + "\n",
				PENCIL + "A".repeat(1000))) {
			assertThat(ScramVerifier.parse(encoded)).as(encoded).isEmpty();
		}
		for (int end = 0; end < PENCIL.length() - 1; end++) {
			assertThat(ScramVerifier.parse(PENCIL.substring(0, end))).isEmpty();
		}
	}

	@Test
	void takesAProofOfTheRightLengthOnly() {
		ScramVerifier verifier = ScramVerifier.derive(ScramHash.SHA_512, "pencil", SALT, 1);
		for (int length = 0; length < 70; length++) {
			assertThat(verifier.isProvedBy(new byte[1], new byte[length])).isFalse();
		}
	}

	@Test
	void hidesItsKeys() {
		assertThat(ScramVerifier.parse(PENCIL)).hasValueSatisfying(
				(verifier) -> assertThat(verifier).hasToString("ScramVerifier[SCRAM-SHA-256, iterations=4096]"));
	}

}

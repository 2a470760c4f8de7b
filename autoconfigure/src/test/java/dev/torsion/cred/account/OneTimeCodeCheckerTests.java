package dev.torsion.cred.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.OneTimeCodeCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OneTimeCodeCheckerTests {

	private static final String SHA1 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

	private static final String SHA256 = SHA1 + "GEZDGNBVGY3TQOJQGEZA";

	private static final Secret.Totp PHONE = Secret.Totp.parse(SHA1);

	private final AccountStore store = (name) -> switch (name) {
		case "alice", "ALICE" -> Mono.just(Account.of("alice", List.of(), AccountStatus.ACTIVE, List.of(PHONE)));
		case "bob" -> Mono.just(Account.of("bob", List.of(), AccountStatus.LOCKED, List.of(PHONE)));
		case "carol" -> Mono.just(Account.of("carol", List.of(), AccountStatus.ACTIVE, List.of()));
		default -> Mono.empty();
	};

	private Instant now = Instant.ofEpochSecond(1_111_111_109);

	private final OneTimeCodeChecker checker = new OneTimeCodeChecker(new Accounts(List.of(this.store)), new Moving());

	/** RFC 6238 appendix B. */
	@ParameterizedTest
	@CsvSource({ "59,94287082,46119246", "1111111109,07081804,68084774", "1111111111,14050471,67062674",
			"1234567890,89005924,91819424", "2000000000,69279037,90698825", "20000000000,65353130,77737706" })
	void makesTheCodesOfTheStandard(long seconds, String sha1, String sha256) {
		assertThat(OneTimeCodes.code(totp("secret=" + SHA1 + "&digits=8"), seconds / 30)).isEqualTo(sha1);
		assertThat(OneTimeCodes.code(totp("secret=" + SHA256 + "&digits=8&algorithm=SHA256"), seconds / 30))
			.isEqualTo(sha256);
	}

	private static Secret.Totp totp(String parameters) {
		return Secret.Totp.parse("otpauth://totp/x?" + parameters);
	}

	@Test
	void takesACodeOnceWhateverTheNameLooksLike() {
		assertThat(check("alice", "081 804")).isEqualTo("alice");
		refuses("alice", "081804");
		refuses("ALICE", "081804");
	}

	@Test
	void takesCodesOfTheStepsBesideButNoneOlderThanTheLast() {
		String before = code(-1);
		String after = code(1);
		refuses("alice", code(-2));
		refuses("alice", code(2));
		assertThat(check("alice", before)).isEqualTo("alice");
		assertThat(check("alice", after)).isEqualTo("alice");
		refuses("alice", code(0));
		this.now = this.now.plusSeconds(30);
		refuses("alice", after);
		assertThat(check("alice", code(1))).isEqualTo("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "08180", "0818040", "000000", "x" })
	void refusesWrongCodes(String code) {
		refuses("alice", code);
	}

	@Test
	void knowsNoCodesWithoutASecret() {
		refuses("carol", "081804");
		assertThat(this.checker.check(new OneTimeCodeCredentials("nobody", "081804"), LoginContext.from("ssh", null))
			.blockOptional()).isEmpty();
	}

	@Test
	void accountHasToBeUsable() {
		assertThatExceptionOfType(LockedException.class).isThrownBy(() -> check("bob", "081804"));
	}

	@Test
	void readsWhatDevicesRead() {
		Secret.Totp totp = Secret.Totp.parse(
				"otpauth://totp/Example:alice%40example.org?secret=gezd%20gnbv-gy3tqojqgezdgnbvgy3tqojq%3D&issuer=Example&period=30");
		assertThat(totp).isEqualTo(new Secret.Totp("Example:alice@example.org", SHA1, "SHA1", 6));
		assertThat(Secret.Totp.parse(totp.uri())).isEqualTo(totp);
		assertThat(totp.toString()).doesNotContain(SHA1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "!!!!!!!!!!!!!!!!!!!!!!!!", "otpauth://totp/x", "otpauth://totp/x?secret=a",
			"otpauth://totp/%?secret=" + SHA1, "otpauth://totp/x?period=60&secret=" + SHA1,
			"otpauth://totp/x?digits=9&secret=" + SHA1, "otpauth://totp/x?algorithm=MD5&secret=" + SHA1,
			"otpauth://hotp/x?secret=" + SHA1 })
	void refusesWhatMakesNoCodes(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Secret.Totp.parse(text))
			.satisfies((ex) -> assertThat(String.valueOf(ex.getMessage())).doesNotContain(SHA1));
	}

	private String code(int steps) {
		return OneTimeCodes.code(PHONE, this.now.getEpochSecond() / 30 + steps);
	}

	private void refuses(String name, String code) {
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> check(name, code));
	}

	private String check(String name, String code) {
		return this.checker.check(new OneTimeCodeCredentials(name, code), LoginContext.from("ssh", null))
			.map((id) -> id.authentication().getName())
			.blockOptional(Duration.ofSeconds(5))
			.orElseThrow();
	}

	/** The time of the test. */
	private final class Moving extends Clock {

		@Override
		public Instant instant() {
			return OneTimeCodeCheckerTests.this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}

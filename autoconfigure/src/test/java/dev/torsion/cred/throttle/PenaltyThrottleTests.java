package dev.torsion.cred.throttle;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle.Attempt;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import org.springframework.security.authentication.AuthenticationServiceException;

import static org.assertj.core.api.Assertions.assertThat;

class PenaltyThrottleTests {

	private static final String GUESSER = "192.0.2.1";

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private PenaltyThrottle throttle = throttle(ThrottleSettings.standard());

	private int guesses;

	@Test
	void makesWhoFailsWaitTwiceAsLongEachTime() {
		List<Long> waited = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			Login login = login(GUESSER, "bob");
			long before = now();
			while (login.attempt == null) {
				this.loop.advance(Duration.ofMillis(500));
			}
			waited.add((now() - before) / 1000);
			login.attempt().failed();
		}
		assertThat(waited).containsExactly(0L, 2L, 4L, 8L, 15L, 15L);
	}

	@Test
	void letsNobodyElseWait() {
		fail(GUESSER, "bob", 3);
		assertThat(login(GUESSER, "bob").attempt).isNull();
		assertThat(login("192.0.2.2", "bob").attempt).isNotNull();
	}

	@Test
	void countsThePauseFromTheFailure() {
		fail(GUESSER, "bob", 1);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(login(GUESSER, "bob").attempt).isNotNull();
	}

	@Test
	void takesParallelTriesOneAfterAnother() {
		fail(GUESSER, "bob", 1);
		List<Login> logins = List.of(login(GUESSER, "bob"), login(GUESSER, "bob"), login(GUESSER, "bob"));
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(logins).extracting(Login::isAdmitted).containsExactly(true, false, false);
		logins.get(0).attempt().failed();
		this.loop.advance(Duration.ofSeconds(3));
		assertThat(logins).extracting(Login::isAdmitted).containsExactly(true, false, false);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(logins).extracting(Login::isAdmitted).containsExactly(true, true, false);
	}

	@Test
	void looksAtSomeOfASourceAtATimeAndRefusesWhatCannotEvenWait() {
		List<Login> logins = new ArrayList<>();
		for (int i = 0; i < 31; i++) {
			logins.add(login(GUESSER, "user" + i));
		}
		assertThat(logins).filteredOn(Login::isAdmitted).hasSize(10);
		assertThat(logins.get(30).failure).isInstanceOf(AuthenticationServiceException.class);
		assertThat(logins.get(29).failure).isNull();
		logins.get(0).attempt().succeeded();
		logins.get(1).attempt().abandoned();
		assertThat(logins).filteredOn(Login::isAdmitted).hasSize(12);
	}

	@Test
	void givesThePlaceOfWhoLeavesToTheNext() {
		List<Login> logins = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			logins.add(login(GUESSER, "user" + i));
		}
		logins.get(10).subscription.dispose();
		Login last = login(GUESSER, "late");
		assertThat(last.failure).isNull();
		logins.subList(0, 10).forEach((login) -> login.attempt().succeeded());
		assertThat(logins.get(10).attempt).isNull();
		assertThat(logins.get(11).attempt).isNotNull();
	}

	@Test
	void countsTheSameWrongPasswordOnce() {
		for (int i = 0; i < 5; i++) {
			Login login = login(GUESSER, "bob", "old password");
			this.loop.advance(Duration.ofSeconds(2));
			login.attempt().failed();
		}
		Login login = login(GUESSER, "bob", "new password");
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(login.attempt).isNotNull();
	}

	@Test
	void countsAgainWhatIsElevenPasswordsAgo() {
		for (int i = 0; i < 11; i++) {
			fail(GUESSER, "bob", 1);
		}
		fail(GUESSER, "bob", "0", 1);
		Login login = login(GUESSER, "bob");
		this.loop.advance(Duration.ofSeconds(14));
		assertThat(login.attempt).isNull();
	}

	@Test
	void forgivesASlip() {
		fail(GUESSER, "bob", 3);
		succeed(GUESSER, "bob");
		assertThat(login(GUESSER, "bob").attempt).isNotNull();
	}

	@Test
	void forgivesNoGuessesAtOthersForALoginToOnesOwn() {
		fail(GUESSER, "alice", 2);
		fail(GUESSER, "mallory", 1);
		succeed(GUESSER, "mallory");
		fail(GUESSER, "alice", 1);
		Login login = login(GUESSER, "alice");
		this.loop.advance(Duration.ofSeconds(14));
		assertThat(login.attempt).isNull();
	}

	@Test
	void forgetsInTime() {
		fail(GUESSER, "bob", 5);
		this.loop.advance(Duration.ofMinutes(10));
		login(GUESSER, "bob").attempt().abandoned();
		fail(GUESSER, "bob", 1);
		Login login = login(GUESSER, "bob");
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(login.attempt).isNotNull();
	}

	@Test
	void protectsAnAccountFromManySourcesButNotFromItsOwner() {
		succeed("198.51.100.1", "bob");
		for (int i = 0; i < 11; i++) {
			fail("192.0.2." + i, "bob", 1);
		}
		assertThat(login("192.0.2.200", "BOB").attempt).isNull();
		assertThat(login("192.0.2.201", "alice").attempt).isNotNull();
		assertThat(login("198.51.100.1", "bob").attempt).isNotNull();
	}

	@Test
	void puts48BitsOfIpv6DownToOneSource() {
		fail("2001:db8:1:2::3", "bob", 1);
		assertThat(login("2001:db8:1:ffff::1", "bob").attempt).isNull();
		assertThat(login("2001:db8:2::1", "bob").attempt).isNotNull();
	}

	@Test
	void trustsWhomItIsToldTo() {
		this.throttle = throttle(trusting("192.0.2.0/24"));
		fail(GUESSER, "bob", 20);
		assertThat(login(GUESSER, "bob").attempt).isNotNull();
		assertThat(login("198.51.100.1", "bob").attempt).isNotNull();
	}

	@Test
	void countsWhatIsNobodysFaultForNobody() {
		for (int i = 0; i < 20; i++) {
			login(GUESSER, "bob").attempt().abandoned();
		}
		assertThat(login(GUESSER, "bob").attempt).isNotNull();
	}

	@Test
	void countsAnAttemptWhosePeerHasLeftMeanwhile() {
		Login login = login(GUESSER, "bob");
		login.subscription.dispose();
		login.attempt().failed();
		assertThat(login(GUESSER, "bob").attempt).isNull();
	}

	@Test
	void remembersNoMoreThanItMay() {
		Gates gates = new Gates(100, () -> new Gate(ThrottleSettings.standard(), 0, this.loop.scheduler()));
		for (int i = 0; i < 1000; i++) {
			gates.of("192.0.2." + i);
		}
		assertThat(gates.size()).isEqualTo(100);
	}

	private void fail(String source, String account, int times) {
		for (int i = 0; i < times; i++) {
			fail(source, account, String.valueOf(this.guesses++), 1);
		}
	}

	private void fail(String source, String account, String password, int times) {
		for (int i = 0; i < times; i++) {
			Login login = login(source, account, password);
			this.loop.advance(Duration.ofSeconds(15));
			login.attempt().failed();
		}
	}

	private void succeed(String source, String account) {
		Login login = login(source, account);
		this.loop.advance(Duration.ofSeconds(15));
		login.attempt().succeeded();
	}

	private Login login(String source, String account) {
		return login(source, account, String.valueOf(this.guesses++));
	}

	private Login login(String source, String account, String password) {
		return new Login(source, account, password);
	}

	private long now() {
		return this.loop.scheduler().now(TimeUnit.MILLISECONDS);
	}

	private PenaltyThrottle throttle(ThrottleSettings settings) {
		return new PenaltyThrottle(settings, this.loop.scheduler());
	}

	private static ThrottleSettings trusting(String block) {
		ThrottleSettings standard = ThrottleSettings.standard();
		return new ThrottleSettings(standard.firstPause(), standard.longestPause(), standard.forgetAfter(),
				standard.concurrent(), standard.waiting(), standard.accountFailures(), standard.remembered(),
				TrustedPeers.of("trusted", List.of(block)));
	}

	/** A login that waits to be admitted. */
	private final class Login {

		private final Disposable subscription;

		private @Nullable Attempt attempt;

		private @Nullable Throwable failure;

		Login(String source, String account, String password) {
			LoginContext context = LoginContext.from("test", new InetSocketAddress(source, 40_000));
			this.subscription = PenaltyThrottleTests.this.throttle
				.admit(new PasswordCredentials(account, password), context)
				.subscribe((admitted) -> this.attempt = admitted, (ex) -> this.failure = ex);
		}

		boolean isAdmitted() {
			return this.attempt != null;
		}

		Attempt attempt() {
			assertThat(this.attempt).as("admitted").isNotNull();
			return this.attempt;
		}

	}

}

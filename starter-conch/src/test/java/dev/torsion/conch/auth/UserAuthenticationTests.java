package dev.torsion.conch.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.torsion.conch.auth.key.KeyAlgorithm;
import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.key.TestKey;
import dev.torsion.conch.auth.wire.SshWriter;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.throttle.PenaltyThrottle;
import dev.torsion.cred.throttle.ThrottleSettings;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;

import static org.assertj.core.api.Assertions.assertThat;

class UserAuthenticationTests {

	private static final String ANY = "publickey,password,keyboard-interactive";

	private static final TestKey KEY = TestKey.ed25519();

	private static final TestKey OTHER = TestKey.ed25519();

	private final Accounting accounting = new Accounting()
		.account("alice", new Secret.Password("secret"), KEY.secret(""))
		.account("bob", new Secret.Password("secret"), OTHER.secret("command=\"date\",restrict"))
		.account("locked", AccountStatus.LOCKED, new Secret.Password("secret"), KEY.secret(""))
		.account("keyless");

	private final ScriptedPeer peer = new ScriptedPeer(this.accounting, "");

	@Test
	void tellsTheMethodsToWhoProvesNothing() {
		assertThat(this.peer.none().hears()).containsExactly("failure " + ANY);
		assertThat(this.peer.failures).isZero();
	}

	@Test
	void letsInByPassword() {
		assertThat(this.peer.none().password("secret").hears()).containsExactly("failure " + ANY, "success alice");
		assertThat(this.peer.login().key()).isNull();
		assertThat(this.accounting.audited).containsExactly("alice in");
		assertThat(this.accounting.live.count("alice")).isEqualTo(1);
	}

	@Test
	void letsInByKeyOfWhichItKnowsTheOptions() {
		assertThat(this.peer.as("bob").probes(OTHER).signs(OTHER).hears()).containsExactly("ok ssh-ed25519",
				"success bob");
		assertThat(this.peer.login().key()).isEqualTo(OTHER.fingerprint());
		assertThat(this.peer.login().restrictions().forcedCommand()).isEqualTo("date");
		assertThat(this.peer.login().restrictions().pty()).isFalse();
	}

	/** CVE-2024-45337 and the like: a client that has but the public key. */
	@Test
	void probeIsNoLogin() {
		this.peer.probes(KEY).probes(KEY);
		assertThat(this.peer.hears()).containsExactly("ok ssh-ed25519", "ok ssh-ed25519");
		assertThat(this.peer.isLoggedIn()).isFalse();
		assertThat(this.accounting.audited).isEmpty();
		assertThat(this.accounting.live.count("alice")).isZero();
		assertThat(this.peer.signs(OTHER, "ssh-ed25519", "ssh-ed25519", KEY.blob()).waits().hears())
			.containsExactly("failure " + ANY);
	}

	@Test
	void bindsTheLoginToTheKeyThatSignedAndNotToOneThatWasProbed() {
		Accounting both = new Accounting().account("alice", KEY.secret("command=\"a\""), OTHER.secret("command=\"b\""));
		ScriptedPeer peer = new ScriptedPeer(both, "");
		peer.signs(OTHER, "ssh-ed25519", "ssh-ed25519", KEY.blob()).waits().probes(KEY).signs(OTHER).probes(KEY);
		assertThat(peer.hears()).containsExactly("failure " + ANY, "ok ssh-ed25519", "success alice");
		assertThat(peer.login().key()).isEqualTo(OTHER.fingerprint());
		assertThat(peer.login().restrictions().forcedCommand()).isEqualTo("b");
	}

	/**
	 * AsyncAuthException of MINA up to 2.19: what is told late is no success by itself.
	 */
	@Test
	void lateAnswerDoesNotPassByTheSignature() {
		ScriptedPeer slow = slow(Duration.ofSeconds(5));
		slow.probes(KEY).signs(OTHER, "ssh-ed25519", "ssh-ed25519", KEY.blob()).probes(KEY);
		slow.loop.advance(Duration.ofSeconds(10));
		assertThat(slow.hears()).containsExactly("ok ssh-ed25519", "failure " + ANY, "ok ssh-ed25519");
		assertThat(slow.isLoggedIn()).isFalse();
		slow.signs(KEY);
		slow.loop.advance(Duration.ofSeconds(5));
		assertThat(slow.hears()).containsExactly("success alice");
	}

	/** A peer whose credentials nobody looks at for a while. */
	private ScriptedPeer slow(Duration time) {
		ScriptedPeer[] held = new ScriptedPeer[1];
		this.accounting.throttle = (credentials, context) -> Mono.delay(time, held[0].loop.scheduler())
			.thenReturn(LoginThrottle.uncounted());
		held[0] = new ScriptedPeer(this.accounting, "");
		return held[0];
	}

	@Test
	void signatureOfAnotherSessionIsNone() {
		byte[] request = this.peer.header("publickey").flag(true).string("ssh-ed25519").string(KEY.blob()).bytes();
		byte[] elsewhere = KEY.sign("ssh-ed25519", new SshWriter().string("another").raw(request).bytes());
		this.peer.sends(new SshWriter().raw(request).string(elsewhere).bytes()).waits();
		assertThat(this.peer.hears()).containsExactly("failure " + ANY);
	}

	@Test
	void signatureIsBoundToTheKeyOfTheHost() {
		assertThat(this.peer.signsBound(KEY, "another".getBytes()).waits().hears()).containsExactly("failure " + ANY);
		assertThat(this.peer.signsBound(KEY, ScriptedPeer.HOST).hears()).containsExactly("success alice");
	}

	@Test
	void takesNoSignatureWithSha1() {
		TestKey rsa = TestKey.of("ssh-rsa", 2048);
		ScriptedPeer peer = new ScriptedPeer(new Accounting().account("alice", rsa.secret("")), "");
		peer.signs(rsa, "ssh-rsa").waits().signs(rsa, "rsa-sha2-256", "ssh-rsa", rsa.blob()).waits();
		assertThat(peer.hears()).containsExactly("failure " + ANY, "failure " + ANY);
		assertThat(peer.signs(rsa, "rsa-sha2-512").hears()).containsExactly("success alice");
	}

	@Test
	void knowsAllKindsOfKeys() {
		TestKey rsa = TestKey.of("ssh-rsa", 2048);
		assertThat(new ScriptedPeer(new Accounting().account("alice", rsa.secret("")), "").signs(rsa, "rsa-sha2-256")
			.hears()).containsExactly("success alice");
		for (int bits : new int[] { 256, 384, 521 }) {
			TestKey key = TestKey.of("ecdsa-sha2-nistp" + bits, bits);
			assertThat(new ScriptedPeer(new Accounting().account("alice", key.secret("")), "").signs(key).hears())
				.containsExactly("success alice");
		}
	}

	@Test
	void keysSignOnlyAsTheyMay() {
		this.peer.forbidden = KeyAlgorithm.ED25519;
		assertThat(this.peer.probes(KEY).signs(KEY).waits().hears()).containsExactly("failure " + ANY,
				"failure " + ANY);
	}

	@Test
	void refusesShortRsaKeys() {
		TestKey rsa = TestKey.of("ssh-rsa", 1024);
		ScriptedPeer peer = new ScriptedPeer(new Accounting().account("alice", rsa.secret("")), "");
		assertThat(peer.signs(rsa, "rsa-sha2-512").waits().hears()).containsExactly("failure " + ANY);
	}

	@Test
	void tokenHasToBeTouchedUnlessTheKeySaysOtherwise() {
		TestKey token = TestKey.token();
		Accounting accounting = new Accounting().account("alice", token.secret(""))
			.account("bob", token.secret("no-touch-required"))
			.account("carol", token.secret("verify-required"));
		assertThat(new ScriptedPeer(accounting, "").signs(token).hears()).containsExactly("success alice");
		assertThat(new ScriptedPeer(accounting, "").signs(token.telling(0)).waits().hears())
			.containsExactly("failure " + ANY);
		assertThat(new ScriptedPeer(accounting, "").as("bob").signs(token.telling(0)).hears())
			.containsExactly("success bob");
		assertThat(new ScriptedPeer(accounting, "").as("carol").signs(token).waits().hears())
			.containsExactly("failure " + ANY);
		assertThat(new ScriptedPeer(accounting, "").as("carol").signs(token.telling(5)).hears())
			.containsExactly("success carol");
	}

	@Test
	void tellsAFailureAfterTheSameTimeWhateverItIs() {
		for (String user : List.of("alice", "nobody", "locked", "keyless", "", "a\0b", "x".repeat(1000))) {
			ScriptedPeer peer = new ScriptedPeer(this.accounting, "").as(user);
			for (int i = 0; i < 2; i++) {
				peer.password(user.equals("locked") ? "secret" : "wrong");
				peer.loop.advance(Duration.ofMillis(999));
				assertThat(peer.hears()).as(user).isEmpty();
				peer.loop.advance(Duration.ofMillis(1));
				assertThat(peer.hears()).as(user).containsExactly("failure " + ANY);
				peer.signs(user.equals("locked") ? KEY : OTHER);
				peer.loop.advance(Duration.ofMillis(999));
				assertThat(peer.hears()).as(user).isEmpty();
				peer.loop.advance(Duration.ofMillis(1));
				assertThat(peer.hears()).as(user).containsExactly("failure " + ANY);
			}
		}
	}

	@Test
	void tellsWhatTakesLongerAfterAMultipleOfTheDelay() {
		ScriptedPeer slow = slow(Duration.ofMillis(2300));
		slow.password("wrong");
		slow.loop.advance(Duration.ofMillis(2999));
		assertThat(slow.hears()).isEmpty();
		slow.loop.advance(Duration.ofMillis(1));
		assertThat(slow.hears()).containsExactly("failure " + ANY);
	}

	@Test
	void asksEverybodyTheSame() {
		for (String user : List.of("alice", "nobody", "locked", "keyless")) {
			ScriptedPeer peer = new ScriptedPeer(this.accounting, "keyboard-interactive:totp").as(user);
			assertThat(peer.interactive().hears()).containsExactly("asked Verification code: ");
			assertThat(peer.replies("000000").hears()).isEmpty();
			assertThat(peer.waits().hears()).containsExactly("failure keyboard-interactive");
		}
	}

	@Test
	void refusedProbesAreToldAtOnceButCounted() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.peer.probes(OTHER).hears()).containsExactly("failure " + ANY);
		}
		assertThat(this.peer.probes(OTHER).hears()).containsExactly("disconnected 14");
		assertThat(this.peer.failures).isEqualTo(6);
		assertThat(this.accounting.audited).isEmpty();
	}

	@Test
	void disconnectsAfterSixFailures() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.peer.password("wrong").waits().hears()).containsExactly("failure " + ANY);
		}
		assertThat(this.peer.password("wrong").waits().hears()).containsExactly("disconnected 14");
		assertThat(this.peer.password("secret").waits().hears()).isEmpty();
		assertThat(this.peer.isLoggedIn()).isFalse();
	}

	@Test
	void noneIsFreeOnce() {
		assertThat(this.peer.none().none().hears()).containsExactly("failure " + ANY);
		assertThat(this.peer.waits().hears()).containsExactly("failure " + ANY);
		assertThat(this.peer.failures).isEqualTo(1);
	}

	/** Session fixation. */
	@Test
	void nameOfTheAccountCannotChange() {
		assertThat(this.peer.none().as("bob").password("secret").hears()).containsExactly("failure " + ANY,
				"disconnected 15");
		assertThat(this.peer.as("alice").password("secret").hears()).isEmpty();
	}

	@Test
	void serviceCannotChange() {
		byte[] other = new SshWriter().number8(50).string("alice").string("ssh-other").string("none").bytes();
		assertThat(this.peer.none().sends(other).hears()).containsExactly("failure " + ANY, "disconnected 7");
	}

	@Test
	void provesSeveralThingsOneAfterTheOther() {
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "publickey,password");
		assertThat(peer.password("secret").waits().hears()).containsExactly("failure publickey");
		assertThat(peer.signs(KEY).hears()).containsExactly("partial password");
		assertThat(this.accounting.audited).isEmpty();
		assertThat(peer.signs(KEY).waits().hears()).containsExactly("failure password");
		assertThat(peer.password("wrong").waits().hears()).containsExactly("failure password");
		assertThat(peer.password("secret").hears()).containsExactly("success alice");
		assertThat(peer.login().key()).isEqualTo(KEY.fingerprint());
		assertThat(this.accounting.audited).containsExactly("alice out", "alice in");
	}

	@Test
	void partialSuccessDoesNotOutliveAChangeOfTheAccount() {
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "publickey,password");
		assertThat(peer.signs(KEY).as("bob").password("secret").hears()).containsExactly("partial password",
				"disconnected 15");
		assertThat(peer.isLoggedIn()).isFalse();
	}

	@Test
	void twoKeysHaveToBeTwo() {
		Accounting both = new Accounting().account("alice", KEY.secret("no-pty"), OTHER.secret("command=\"b\""));
		ScriptedPeer peer = new ScriptedPeer(both, "publickey,publickey");
		assertThat(peer.signs(KEY).hears()).containsExactly("partial publickey");
		assertThat(peer.signs(KEY).waits().probes(KEY).hears()).containsExactly("failure publickey",
				"failure publickey");
		assertThat(peer.signs(OTHER).hears()).containsExactly("success alice");
		assertThat(peer.login().restrictions().pty()).isFalse();
		assertThat(peer.login().restrictions().forcedCommand()).isEqualTo("b");
	}

	@Test
	void oneOfSeveralListsIsEnough() {
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "publickey,keyboard-interactive password");
		assertThat(peer.none().hears()).containsExactly("failure publickey,password");
		assertThat(peer.signs(KEY).hears()).containsExactly("partial keyboard-interactive,password");
		assertThat(peer.password("secret").hears()).containsExactly("success alice");
	}

	@Test
	void guessingTheSecondThingIsSlowedDownAlthoughTheFirstIsRight() {
		this.accounting.throttle = new PenaltyThrottle(ThrottleSettings.standard(), this.peer.loop.scheduler());
		Secret.Totp totp = Secret.Totp.parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
		this.accounting.account("dave", KEY.secret(""), totp);
		ScriptedPeer first = new ScriptedPeer(this.accounting, "publickey,keyboard-interactive").as("dave");
		first.signs(KEY).interactive().replies("000000").waits().gone();
		ScriptedPeer second = new ScriptedPeer(this.accounting, "publickey,keyboard-interactive").as("dave");
		assertThat(second.signs(KEY).hears()).isEmpty();
	}

	@Test
	void oneTimeCodeIsGoodOnce() {
		Secret.Totp totp = Secret.Totp.parse("otpauth://totp/phone?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8");
		Accounting accounting = new Accounting().account("alice", KEY.secret(""), totp);
		accounting.clock = Clock.fixed(Instant.ofEpochSecond(1111111109), ZoneOffset.UTC);
		ScriptedPeer peer = new ScriptedPeer(accounting,
				"publickey,keyboard-interactive publickey,keyboard-interactive");
		assertThat(peer.signs(KEY).interactive().replies("07081804").hears())
			.containsExactly("partial keyboard-interactive", "asked Verification code: ", "success alice");
	}

	@Test
	void replyWithoutQuestionIsNone() {
		assertThat(this.peer.interactive().interactive().password("wrong").waits().replies("secret").hears())
			.containsExactly("asked Password: ", "asked Password: ", "failure " + ANY, "disconnected 2");
	}

	@Test
	void answersHaveToBeAsManyAsQuestions() {
		assertThat(this.peer.interactive().replies("secret", "secret").waits().hears())
			.containsExactly("asked Password: ", "failure " + ANY);
		assertThat(this.peer.interactive().replies("secret").hears()).containsExactly("asked Password: ",
				"success alice");
	}

	@Test
	void requestsWaitForEachOther() {
		this.peer.password("wrong").password("wrong").password("secret");
		assertThat(this.peer.hears()).isEmpty();
		assertThat(this.peer.waits().hears()).containsExactly("failure " + ANY);
		assertThat(this.peer.waits().hears()).containsExactly("failure " + ANY, "success alice");
	}

	@Test
	void tooManyRequestsAtATimeEndTheConnection() {
		for (int i = 0; i <= UserAuthentication.MAX_WAITING; i++) {
			this.peer.password("wrong");
		}
		assertThat(this.peer.hears()).isEmpty();
		assertThat(this.peer.password("wrong").hears()).containsExactly("disconnected 2");
		assertThat(this.peer.waits().hears()).isEmpty();
	}

	@Test
	void otherMessagesEndTheConnection() {
		assertThat(this.peer.sends(new byte[] { 90, 0, 0 }).hears()).containsExactly("disconnected 2");
		assertThat(new ScriptedPeer(this.accounting, "").sends(new byte[] { 50, 0, 0 }).hears())
			.containsExactly("disconnected 2");
		assertThat(new ScriptedPeer(this.accounting, "").sends(new byte[UserAuthentication.MAX_PACKET + 1]).hears())
			.containsExactly("disconnected 2");
	}

	@Test
	void passwordIsNotChanged() {
		byte[] change = this.peer.header("password").flag(true).string("secret").string("new").bytes();
		assertThat(this.peer.sends(change).waits().hears()).containsExactly("failure " + ANY);
	}

	@Test
	void greetsBeforeTheLoginOnce() {
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "", "Keep out\n", RevokedKeys.NONE);
		assertThat(peer.none().password("wrong").waits().hears()).containsExactly("banner Keep out\n", "failure " + ANY,
				"failure " + ANY);
	}

	@Test
	void outageOfTheAccountsIsNoWrongPassword() {
		this.accounting.throttle = (credentials, context) -> Mono
			.error(() -> new AuthenticationServiceException("Too many logins are waiting"));
		ScriptedPeer peer = new ScriptedPeer(this.accounting, "");
		assertThat(peer.password("secret").hears()).containsExactly("disconnected 11");
		assertThat(peer.failures).isZero();
	}

	@Test
	void whoGoesAwayMeanwhileIsNotLoggedIn() {
		ScriptedPeer slow = slow(Duration.ofSeconds(3));
		slow.password("secret").gone();
		slow.loop.advance(Duration.ofSeconds(10));
		assertThat(slow.hears()).isEmpty();
		assertThat(this.accounting.live.count("alice")).isZero();
	}

	@Test
	void endsConnectionsOfAnAccountThatIsDisabled() {
		this.peer.password("secret");
		this.accounting.live.end("alice");
		assertThat(this.peer.isDisconnected()).isTrue();
		this.peer.held().logout().block();
		assertThat(this.accounting.live.count("alice")).isZero();
	}

	@Test
	void requestsAfterSuccessAreIgnored() {
		assertThat(this.peer.password("secret").as("bob").password("secret").hears()).containsExactly("success alice");
	}

}

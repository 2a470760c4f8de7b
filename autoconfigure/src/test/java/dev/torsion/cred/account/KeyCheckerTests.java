package dev.torsion.cred.account;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyCheckerTests {

	private static final Secret.PublicKey KEY = Secret.PublicKey
		.parse("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");

	private static final byte[] OTHER = Base64.getDecoder()
		.decode("AAAAC3NzaC1lZDI1NTE5AAAAIBABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f");

	private final AccountStore store = (name) -> switch (name) {
		case "alice" ->
			Mono.just(account("alice", AccountStatus.ACTIVE, new Secret.PublicKey("", "x", "AAAA", ""), KEY));
		case "bob" -> Mono.just(account("bob", AccountStatus.LOCKED, KEY));
		case "carol" -> Mono.just(account("carol", AccountStatus.ACTIVE));
		case "dave" -> Mono.error(new IllegalStateException("down"));
		default -> Mono.empty();
	};

	private final Portal portal = new CheckerPortal(List.of(new KeyChecker(new Accounts(List.of(this.store)))),
			new Realm(List.of()), LoginThrottle.none(), new LiveLogins(), List.of());

	@Test
	void letsInByAKeyOfTheAccount() {
		assertThat(login("alice", KEY.bytes())).isEqualTo("alice");
	}

	@Test
	void refusesOtherKeysAndOtherNamesAlike() {
		refuses("alice", OTHER);
		refuses("alice", new byte[0]);
		refuses("alice", new byte[KeyChecker.MAX_KEY + 1]);
		refuses("carol", KEY.bytes());
		refuses("nobody", KEY.bytes());
		refuses("", KEY.bytes());
	}

	@Test
	void tellsTheStateOfAnAccountOnlyToWhoHasItsKey() {
		assertThatExceptionOfType(LockedException.class).isThrownBy(() -> login("bob", KEY.bytes()));
		refuses("bob", OTHER);
	}

	@Test
	void doesNotCallAFailureOfTheStoreAWrongKey() {
		assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> login("dave", KEY.bytes()));
	}

	private void refuses(String name, byte[] key) {
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login(name, key));
	}

	private String login(String name, byte[] key) {
		return this.portal.login(new KeyCredentials(name, key), LoginContext.from("ssh", null), Authentication.class)
			.map(Login::avatar)
			.map(Authentication::getName)
			.blockOptional(Duration.ofSeconds(5))
			.orElseThrow();
	}

	private static Account account(String name, AccountStatus status, Secret... secrets) {
		return Account.of(name, List.of(), status, List.of(secrets));
	}

}

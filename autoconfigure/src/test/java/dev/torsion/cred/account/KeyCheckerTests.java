package dev.torsion.cred.account;

import java.time.Duration;
import java.util.ArrayList;
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
import reactor.core.publisher.Flux;
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
	void takesTheFirstOfTheKeysThatMayBeUsed() {
		List<String> asked = new ArrayList<>();
		AccountStore twice = (name) -> Mono
			.just(account(name, AccountStatus.ACTIVE, listed("no-pty"), listed("restrict")));
		KeySource more = (name) -> Flux.just(listed("from=\"*\""), listed("more of " + name));
		KeyChecker checker = new KeyChecker(new Accounts(List.of(twice)), List.of(more, more));
		KeyCredentials credentials = new KeyCredentials("alice", KEY.bytes(), (options) -> {
			asked.add(options);
			return options.startsWith("more");
		});
		assertThat(checker.check(credentials, LoginContext.from("ssh", null)).blockOptional()).isPresent();
		assertThat(asked).containsExactly("no-pty", "restrict", "from=\"*\"", "more of alice");
	}

	@Test
	void refusesAKeyWithOptionsToWhoKnowsNone() {
		AccountStore store = (name) -> Mono.just(account(name, AccountStatus.ACTIVE, listed("cert-authority")));
		KeyChecker checker = new KeyChecker(new Accounts(List.of(store)));
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(
				() -> checker.check(new KeyCredentials("alice", KEY.bytes()), LoginContext.from("x", null)).block());
	}

	@Test
	void asksForTheKeysOfNobodyAsWellAndLetsNobodyInByThem() {
		List<String> asked = new ArrayList<>();
		KeySource source = (name) -> {
			asked.add(name);
			return Flux.just(KEY);
		};
		KeyChecker checker = new KeyChecker(new Accounts(List.of(this.store)), List.of(source));
		LoginContext context = LoginContext.from("ssh", null);
		assertThat(checker.check(new KeyCredentials("nobody", KEY.bytes()), context).blockOptional()).isEmpty();
		assertThatExceptionOfType(LockedException.class)
			.isThrownBy(() -> checker.check(new KeyCredentials("bob", KEY.bytes()), context).block());
		assertThat(checker.check(new KeyCredentials("carol", KEY.bytes()), context).blockOptional()).isPresent();
		assertThat(asked).containsExactly("nobody", "bob", "carol");
	}

	private static Secret.PublicKey listed(String options) {
		return new Secret.PublicKey(options, KEY.algorithm(), KEY.key(), "");
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

package dev.torsion.cred.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.HashingLoop;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.store.UserDetailsStore;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class PasswordCheckerTests {

	private static final LoginContext CONTEXT = LoginContext.from("test", null);

	private final RecordingEncoder encoder = new RecordingEncoder();

	@Test
	void logsInWithoutKeepingThePassword() {
		UserDetails alice = user("alice", "{a}secret", (user) -> user.roles("OPS"));
		Authentication authentication = login(portal(alice), "alice", "secret");
		assertThat(authentication.isAuthenticated()).isTrue();
		assertThat(authentication.getName()).isEqualTo("alice");
		assertThat(authentication.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_OPS");
		assertThat(authentication.getCredentials()).isNull();
		assertThat(authentication.getPrincipal()).isInstanceOfSatisfying(User.class,
				(principal) -> assertThat(principal.getPassword()).isNull());
		assertThat(alice.getPassword()).isEqualTo("{a}secret");
	}

	@Test
	void answersAWrongPasswordAndAnUnknownNameAlike() {
		Portal portal = portal(user("alice", "{a}secret"));
		Throwable wrong = failure(portal, "alice", "wrong");
		Throwable unknown = failure(portal, "bob", "secret");
		assertThat(wrong).isInstanceOf(BadCredentialsException.class);
		assertThat(unknown).isInstanceOf(BadCredentialsException.class).hasMessage(wrong.getMessage());
	}

	@Test
	void takesANameThatIsNotFoundForUnknown() {
		Portal portal = portal((name) -> Mono.error(new UsernameNotFoundException(name)), List.of("{a}x"));
		assertThat(failure(portal, "bob", "secret")).isInstanceOf(BadCredentialsException.class);
		assertThat(this.encoder.encodings()).containsExactly("{a}");
	}

	@Test
	void tellsTheStateOfAnAccountOnlyToWhoKnowsItsPassword() {
		Map<Class<? extends Exception>, UserDetails> accounts = Map.of(DisabledException.class,
				user("x", "{a}secret", (user) -> user.disabled(true)), LockedException.class,
				user("x", "{a}secret", (user) -> user.accountLocked(true)), AccountExpiredException.class,
				user("x", "{a}secret", (user) -> user.accountExpired(true)), CredentialsExpiredException.class,
				user("x", "{a}secret", (user) -> user.credentialsExpired(true)));
		accounts.forEach((type, account) -> {
			assertThat(failure(portal(account), "x", "secret")).isInstanceOf(type);
			assertThat(failure(portal(account), "x", "wrong")).isInstanceOf(BadCredentialsException.class);
		});
	}

	@Test
	void doesNotCallAFailureOfTheStoreAWrongPassword() {
		IllegalStateException down = new IllegalStateException("down");
		for (ReactiveUserDetailsService store : List.<ReactiveUserDetailsService>of((name) -> Mono.error(down),
				(name) -> {
					throw down;
				})) {
			assertThat(failure(portal(store, List.of()), "alice", "secret"))
				.isInstanceOf(AuthenticationServiceException.class)
				.hasCause(down);
		}
	}

	@Test
	void doesNotCallAFullPoolAWrongPassword() {
		HashingLoop full = new HashingLoop();
		full.shutdown();
		Portal portal = portal((name) -> Mono.empty(), List.of(), full);
		assertThat(failure(portal, "alice", "secret")).isInstanceOf(AuthenticationServiceException.class)
			.hasCauseInstanceOf(RejectedExecutionException.class);
	}

	@Test
	void hashesOffTheLoopOfTheCaller() {
		Portal portal = portal(user("alice", "{a}secret"));
		login(portal, "alice", "secret");
		failure(portal, "bob", "secret");
		assertThat(this.encoder.threads).hasSize(2).allMatch((thread) -> thread.startsWith("hashing"));
	}

	@Test
	void hashesOnceForAnUnknownNameInAnEncodingOfTheAccounts() {
		Portal portal = portal(user("alice", "{a}secret"), user("bob", "{b}secret"));
		for (int i = 0; i < 64; i++) {
			failure(portal, "nobody" + i, "secret");
		}
		assertThat(this.encoder.encodings()).hasSize(64).containsOnly("{a}", "{b}").contains("{a}", "{b}");
		assertThat(this.encoder.encodes).isEmpty();
	}

	@Test
	void hashesInTheEncodersOwnEncodingUntilAnAccountWasSeen() {
		Portal portal = portal((name) -> name.equals("alice") ? Mono.just(user("alice", "{a}secret")) : Mono.empty(),
				List.of());
		failure(portal, "nobody", "secret");
		login(portal, "alice", "secret");
		failure(portal, "nobody", "secret");
		assertThat(this.encoder.encodings()).containsExactly("{default}", "{a}", "{a}");
		assertThat(this.encoder.encodes).hasSize(1);
	}

	@Test
	void preparesTheDecoyWhoeverComesFirst() {
		Portal portal = portal((name) -> Mono.just(user("alice", "{a}secret")), List.of());
		login(portal, "alice", "secret");
		assertThat(this.encoder.encodes).hasSize(1);
	}

	@Test
	void letsNobodyInWithoutAPassword() {
		Portal portal = portal(user("alice", "{a}"), user("bob", ""));
		assertThat(failure(portal, "alice", "")).isInstanceOf(BadCredentialsException.class);
		assertThat(this.encoder.matched).isEmpty();
		assertThat(failure(portal, "bob", "x")).isInstanceOf(BadCredentialsException.class);
		assertThat(this.encoder.matched).hasSize(1);
	}

	@Test
	void refusesWhatIsTooLongBeforeItIsLookedUpOrHashed() {
		Portal portal = portal((name) -> Mono.just(user(name, "{a}" + "p".repeat(PasswordChecker.MAX_PASSWORD))),
				List.of("{a}x"));
		String longest = "n".repeat(AccountStore.MAX_NAME);
		String password = "p".repeat(PasswordChecker.MAX_PASSWORD);
		assertThat(login(portal, longest, password).getName()).isEqualTo(longest);
		this.encoder.matched.clear();
		for (Throwable failure : List.of(failure(portal, longest + "n", password), failure(portal, "", password),
				failure(portal, "alice", password + "p"))) {
			assertThat(failure).isInstanceOf(BadCredentialsException.class);
		}
		assertThat(this.encoder.matched).isEmpty();
	}

	@Test
	void hidesPasswordsFromLogs() {
		assertThat(new PasswordCredentials("alice", "secret")).asString().contains("alice").doesNotContain("secret");
	}

	private Portal portal(UserDetails... users) {
		Map<String, UserDetails> accounts = List.of(users)
			.stream()
			.collect(Collectors.toMap(UserDetails::getUsername, (user) -> user));
		return portal((name) -> Mono.justOrEmpty(accounts.get(name)),
				accounts.values().stream().map(UserDetails::getPassword).map(String::valueOf).toList());
	}

	private Portal portal(ReactiveUserDetailsService accounts, List<String> encodings) {
		return portal(accounts, encodings, new HashingLoop());
	}

	private Portal portal(ReactiveUserDetailsService accounts, List<String> encodings, HashingLoop loop) {
		PasswordChecker checker = new PasswordChecker(new Accounts(List.of(new UserDetailsStore(accounts, null))),
				this.encoder, new Decoys(encodings), loop);
		return new CheckerPortal(List.of(checker), new Realm(List.of()), LoginThrottle.none(), new LiveLogins(),
				List.of());
	}

	private static UserDetails user(String name, String password) {
		return user(name, password, (user) -> user.roles());
	}

	private static UserDetails user(String name, String password, Consumer<User.UserBuilder> customizer) {
		User.UserBuilder user = User.withUsername(name).password(password).roles();
		customizer.accept(user);
		return user.build();
	}

	private static Authentication login(Portal portal, String name, String password) {
		return Objects
			.requireNonNull(portal.login(new PasswordCredentials(name, password), CONTEXT, Authentication.class)
				.map(Login::avatar)
				.block(Duration.ofSeconds(30)));
	}

	private static Throwable failure(Portal portal, String name, String password) {
		return catchThrowable(() -> login(portal, name, password));
	}

}

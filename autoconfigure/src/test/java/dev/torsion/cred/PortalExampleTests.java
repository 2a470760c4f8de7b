package dev.torsion.cred;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.torsion.DocExamples;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.sasl.MailDoor;
import dev.torsion.cred.service.AccountService;
import dev.torsion.cred.store.AccountDatabase;
import dev.torsion.cred.store.R2dbcAccountStore;
import dev.torsion.cred.test.PlainPortal;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples in Java of the guide's page on accounts.
 */
class PortalExampleTests {

	private final DocExamples guide = DocExamples.of("docs/cred.md");

	@Test
	void keepsAccountsOfItsOwn() {
		assertThat(this.guide.code("cred-own-accounts")).isEqualTo(DocExamples.tagged(getClass(), "own-accounts"));
		assertThat(new Members(Map.of("carol", "{noop}secret")).findByUsername("carol")
			.map(UserDetails::getUsername)
			.block(Duration.ofSeconds(5))).isEqualTo("carol");
	}

	@Test
	void callsThePortal() {
		assertThat(this.guide.code("cred-login")).isEqualTo(DocExamples.tagged(getClass(), "login"));
		Door door = new Door(new PlainPortal().account("carol", "secret"));
		assertThat(door.knock("carol", "secret").block(Duration.ofSeconds(5))).isEqualTo("Come in, carol");
		assertThat(door.knock("carol", "wrong").block(Duration.ofSeconds(5))).isEqualTo("Go away");
	}

	@Test
	void makesAvatars() {
		assertThat(this.guide.code("cred-avatar")).isEqualTo(DocExamples.tagged(getClass(), "avatar"));
		PlainPortal portal = new PlainPortal().account("carol", "secret").avatars(new Lockers());
		Login<Locker> login = Objects.requireNonNull(
				portal.login(new PasswordCredentials("carol", "secret"), LoginContext.from("door", null), Locker.class)
					.block(Duration.ofSeconds(5)));
		assertThat(login.avatar().owner()).isEqualTo("carol");
		login.logout().block(Duration.ofSeconds(5));
		assertThat(login.avatar().open).isFalse();
	}

	@Test
	void changesAccounts() {
		assertThat(this.guide.code("cred-service")).isEqualTo(DocExamples.tagged(getClass(), "service"));
		try (AccountDatabase database = AccountDatabase.h2()) {
			R2dbcAccountStore store = new R2dbcAccountStore(database.database());
			Membership membership = new Membership(new AccountService(new Accounts(List.of(store)),
					PasswordEncodings.encoder(4096), new HashingLoop(), (event) -> {
					}));
			assertThat(membership.join("carol", "secret").block(Duration.ofSeconds(30))).hasSize(29);
			membership.leave("carol").block(Duration.ofSeconds(30));
			assertThat(Objects.requireNonNull(store.find("carol").block(Duration.ofSeconds(30))).status())
				.isEqualTo(AccountStatus.DISABLED);
		}
	}

	@Test
	void speaksSasl() {
		assertThat(this.guide.code("cred-sasl")).isEqualTo(DocExamples.tagged(MailDoor.class, "sasl"));
	}

	// tag::own-accounts[]
	/** The accounts of the club; a bean of this type is all it takes. */
	record Members(Map<String, String> passwords) implements ReactiveUserDetailsService {

		@Override
		public Mono<UserDetails> findByUsername(String name) {
			return Mono.justOrEmpty(this.passwords.get(name))
				.map((password) -> User.withUsername(name).password(password).roles("MEMBER").build());
		}

	}
	// end::own-accounts[]

	// tag::login[]
	record Door(Portal portal) {

		Mono<String> knock(String name, String password) {
			return this.portal
				.login(new PasswordCredentials(name, password), LoginContext.from("door", null), Authentication.class)
				.map((login) -> login.id().authentication().getName())
				.map((member) -> "Come in, " + member)
				.onErrorReturn(BadCredentialsException.class, "Go away");
		}

	}
	// end::login[]

	// tag::avatar[]
	/** Gives each member the locker of his name. */
	static final class Lockers implements AvatarFactory<Locker> {

		@Override
		public Class<Locker> type() {
			return Locker.class;
		}

		@Override
		public Mono<Locker> create(AvatarId id, LoginContext context) {
			return (id instanceof AvatarId.Named member) ? Mono.just(new Locker(member.name())) : Mono.empty();
		}

		@Override
		public Mono<Void> logout(Locker locker) {
			return Mono.fromRunnable(locker::close);
		}

	}
	// end::avatar[]

	// tag::service[]
	record Membership(AccountService accounts) {

		Mono<String> join(String name, String password) {
			return this.accounts.create(name, password, Set.of("MEMBER"))
				.then(this.accounts.createAppPassword(name, "phone", Set.of("imap", "smtp")));
		}

		Mono<Void> leave(String name) {
			return this.accounts.disable(name);
		}

	}
	// end::service[]

	static final class Locker {

		private final String owner;

		private boolean open = true;

		Locker(String owner) {
			this.owner = owner;
		}

		String owner() {
			return this.owner;
		}

		void close() {
			this.open = false;
		}

	}

}

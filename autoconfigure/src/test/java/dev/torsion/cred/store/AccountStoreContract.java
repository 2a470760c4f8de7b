package dev.torsion.cred.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every store of accounts.
 */
abstract class AccountStoreContract {

	static final Duration LIMIT = Duration.ofSeconds(60);

	static final String BCRYPT = "{bcrypt}$2a$04$" + "x".repeat(53);

	static final String SCRAM = "{SCRAM-SHA-256}SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$" + "A".repeat(43) + "=:"
			+ "B".repeat(43) + "=";

	static final Secret.Totp TOTP = Secret.Totp
		.parse("otpauth://totp/my%20phone?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA256&digits=8");

	static final Secret.PublicKey KEY = Secret.PublicKey.parse(
			"restrict,command=\"a, b\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
					+ " alice at home");

	static final String FINGERPRINT = "0123456789abcdef".repeat(4);

	static final Secret.AppPassword APP = new Secret.AppPassword("My phone", Set.of("imap", "smtp"), "digest");

	/**
	 * A store with accounts.
	 * @param accounts the accounts
	 * @return the store
	 */
	abstract AccountStore store(List<Account> accounts);

	@Test
	void findsAnAccountWhateverTheCase() {
		AccountStore store = store(List.of(account("Alice", BCRYPT), account("Ünal", BCRYPT)));
		assertThat(find(store, "alice")).isNotNull().isEqualTo(find(store, "ALICE"));
		assertThat(find(store, "alice")).extracting(Account::name).isEqualTo("Alice");
		assertThat(find(store, "ünal")).extracting(Account::name).isEqualTo("Ünal");
	}

	@Test
	void findsNobodyByAnotherName() {
		AccountStore store = store(List.of(account("alice", BCRYPT), account("rose", BCRYPT)));
		for (String name : List.of("bob", "", " ", "alice ", " alice", "al_ce", "al%", "alice\0", "\0", "rosé",
				"\ud800", "a".repeat(255), "a".repeat(100_000), "alice' or '1'='1")) {
			assertThat(find(store, name)).as(name).isNull();
		}
	}

	@Test
	void hasAllOfAnAccount() {
		List<Secret> secrets = List.of(new Secret.Password(BCRYPT), KEY, APP,
				new Secret.AppPassword("Laptop", Set.of(), "other"), new Secret.Certificate(FINGERPRINT), TOTP);
		AccountStore store = store(List.of(account("bob", SCRAM), Account.of("alice",
				AuthorityUtils.createAuthorityList("ROLE_OPS", "ROLE_USER"), AccountStatus.LOCKED, secrets)));
		Account found = Objects.requireNonNull(find(store, "alice"));
		assertThat(found.authorities()).extracting(Object::toString).containsExactlyInAnyOrder("ROLE_OPS", "ROLE_USER");
		assertThat(found.status()).isEqualTo(AccountStatus.LOCKED);
		assertThat(found.secrets()).containsExactlyInAnyOrderElementsOf(secrets);
		assertThat(store.findByCertificate(FINGERPRINT).block(LIMIT)).isEqualTo(found);
		assertThat(store.findByCertificate("f".repeat(64)).block(LIMIT)).isNull();
	}

	@Test
	void tellsOnePasswordOfEachEncoding() {
		AccountStore store = store(List.of(account("alice", BCRYPT), account("bob", SCRAM), account("carol", BCRYPT),
				Account.of("dave", List.of(), AccountStatus.ACTIVE, List.of(KEY))));
		awaitSamples(store, BCRYPT, SCRAM);
		assertThat(store.passwordSamples().orElseThrow()).hasSize(2);
		awaitSamples(store(List.of()));
	}

	static Account account(String name, String encoded) {
		return Account.of(name, List.of(), AccountStatus.ACTIVE, List.of(new Secret.Password(encoded)));
	}

	static @Nullable Account find(AccountStore store, String name) {
		return store.find(name).block(LIMIT);
	}

	/** Stores may have to ask for them in the background. */
	static void awaitSamples(AccountStore store, String... expected) {
		Mono.fromSupplier(store::passwordSamples)
			.filter((samples) -> samples.map(Set::copyOf).equals(Optional.of(Set.of(expected))))
			.repeatWhenEmpty(Integer.MAX_VALUE, (turns) -> turns.delayElements(Duration.ofMillis(5)))
			.block(LIMIT);
	}

}

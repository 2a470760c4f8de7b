package dev.torsion.cred.store;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Secret;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What holds for accounts in every database.
 */
abstract class R2dbcAccountStoreContract extends AccountStoreContract {

	private static final Secret.Password OTHER = new Secret.Password("{noop}other");

	private final AtomicLong clock = new AtomicLong();

	/**
	 * The database, which has the tables.
	 * @return the database
	 */
	abstract AccountDatabase tables();

	@Override
	AccountStore store(List<Account> accounts) {
		return written(accounts);
	}

	private R2dbcAccountStore written(List<Account> accounts) {
		tables().clear();
		R2dbcAccountStore store = new R2dbcAccountStore(tables().database(), this.clock::get);
		accounts.forEach((account) -> store.create(account).block(LIMIT));
		return store;
	}

	private R2dbcAccountStore written(Account... accounts) {
		return written(List.of(accounts));
	}

	@Test
	void refusesASecondAccountOfAName() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		assertThatExceptionOfType(AccountException.Exists.class)
			.isThrownBy(() -> store.create(account("ALICE", SCRAM)).block(LIMIT))
			.withMessage("There is already account 'ALICE'");
		assertThat(find(store, "alice")).isEqualTo(account("alice", BCRYPT));
	}

	@Test
	void createsAllOfAnAccountOrNothing() {
		R2dbcAccountStore store = written();
		Account twice = Account.of("alice", List.of(), AccountStatus.ACTIVE, List.of(OTHER, KEY, KEY));
		assertThatExceptionOfType(AccountException.Exists.class).isThrownBy(() -> store.create(twice).block(LIMIT));
		assertThat(find(store, "alice")).isNull();
	}

	@Test
	void deletesAnAccountWithAllThatIsOfIt() {
		R2dbcAccountStore store = written(Account.of("alice", List.of(), AccountStatus.ACTIVE, List.of(OTHER, KEY)),
				account("bob", BCRYPT));
		store.delete("Alice").block(LIMIT);
		assertThat(find(store, "alice")).isNull();
		assertThat(find(store, "bob")).isNotNull();
		Account empty = Account.of("alice", List.of(), AccountStatus.ACTIVE, List.of());
		store.create(empty).block(LIMIT);
		assertThat(find(store, "alice")).isEqualTo(empty);
	}

	@Test
	void changesWhetherAnAccountMayBeUsed() {
		R2dbcAccountStore store = written(account("alice", BCRYPT), account("bob", BCRYPT));
		store.status("alice", AccountStatus.DISABLED).block(LIMIT);
		assertThat(find(store, "alice")).extracting(Account::status).isEqualTo(AccountStatus.DISABLED);
		assertThat(find(store, "bob")).extracting(Account::status).isEqualTo(AccountStatus.ACTIVE);
	}

	@Test
	void replacesWhatAnAccountIsGranted() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		store.authorities("alice", List.of("ROLE_OPS", "ROLE_USER")).block(LIMIT);
		store.authorities("alice", List.of("ROLE_USER", "ROLE_USER")).block(LIMIT);
		assertThat(Objects.requireNonNull(find(store, "alice")).authorities()).extracting(Object::toString)
			.containsExactly("ROLE_USER");
	}

	@Test
	void replacesThePassword() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		store.add("alice", OTHER).block(LIMIT);
		assertThat(secrets(store)).containsExactly(OTHER);
	}

	@Test
	void tellsSecretsApartByTheirLabels() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		List<Secret> secrets = List.of(KEY, APP, new Secret.AppPassword("my phone", Set.of(), "other"),
				new Secret.Certificate(FINGERPRINT));
		secrets.forEach((secret) -> store.add("alice", secret).block(LIMIT));
		for (Secret secret : secrets) {
			assertThatExceptionOfType(AccountException.Exists.class)
				.isThrownBy(() -> store.add("alice", secret).block(LIMIT));
		}
		store.remove("alice", Secret.AppPassword.class, "My phone").block(LIMIT);
		store.remove("alice", Secret.PublicKey.class, KEY.label()).block(LIMIT);
		assertThat(secrets(store)).containsExactly(new Secret.Password(BCRYPT), secrets.get(3), secrets.get(2));
		assertThatExceptionOfType(AccountException.Missing.class)
			.isThrownBy(() -> store.remove("alice", Secret.AppPassword.class, "My phone").block(LIMIT))
			.withMessage("There is no 'My phone' of account 'alice'");
	}

	@Test
	void letsACertificateBelongToOneAccount() {
		R2dbcAccountStore store = written(account("alice", BCRYPT), account("bob", BCRYPT));
		store.add("alice", new Secret.Certificate(FINGERPRINT)).block(LIMIT);
		assertThatExceptionOfType(AccountException.Exists.class)
			.isThrownBy(() -> store.add("bob", new Secret.Certificate(FINGERPRINT)).block(LIMIT));
		assertThat(store.findByCertificate(FINGERPRINT).map(Account::name).block(LIMIT)).isEqualTo("alice");
	}

	@Test
	void keepsNoMoreSecretsThanAreLookedAtWhoeverAddsThem() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		IntStream.range(0, Account.MAX_SECRETS - 2).forEach((i) -> store.add("alice", app(i)).block(LIMIT));
		List<String> outcomes = Objects.requireNonNull(Flux.range(1000, 6)
			.flatMap((i) -> store.add("alice", app(i))
				.thenReturn("kept")
				.onErrorResume(AccountException.Full.class, (full) -> Mono.just("full")))
			.collectList()
			.block(LIMIT));
		assertThat(outcomes).containsExactlyInAnyOrder("kept", "full", "full", "full", "full", "full");
		store.add("alice", OTHER).block(LIMIT);
		assertThat(secrets(store)).hasSize(Account.MAX_SECRETS).contains(OTHER);
	}

	@Test
	void refusesASecretThatIsTooLong() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		Secret.PublicKey longest = new Secret.PublicKey("", KEY.algorithm(), KEY.key(),
				"x".repeat(4000 - KEY.algorithm().length() - KEY.key().length() - 2));
		store.add("alice", longest).block(LIMIT);
		assertThat(secrets(store)).contains(longest);
		Secret.PublicKey longer = new Secret.PublicKey("", KEY.algorithm(), KEY.key(), longest.comment() + "x");
		assertThatIllegalArgumentException().isThrownBy(() -> store.add("alice", longer).block(LIMIT));
	}

	@Test
	void tellsNamesInPages() {
		R2dbcAccountStore store = written(account("dave", BCRYPT), account("Alice", BCRYPT), account("bob", BCRYPT),
				account("carol", BCRYPT));
		assertThat(store.names("", 3).collectList().block(LIMIT)).containsExactly("Alice", "bob", "carol");
		assertThat(store.names("Carol", 3).collectList().block(LIMIT)).containsExactly("dave");
		assertThat(store.names("dave", 3).collectList().block(LIMIT)).isEmpty();
	}

	@Test
	void changesNoAccountThatIsNotThere() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		for (Mono<Void> change : List.of(store.delete("bob"), store.status("bob", AccountStatus.LOCKED),
				store.authorities("bob", List.of()), store.add("bob", OTHER),
				store.remove("bob", Secret.PublicKey.class, "x"))) {
			assertThatExceptionOfType(AccountException.Missing.class).isThrownBy(() -> change.block(LIMIT))
				.withMessage("There is no account 'bob'");
		}
	}

	@Test
	void keepsAPasswordInABetterEncodingUnlessItHasBeenChanged() {
		Account alice = account("alice", BCRYPT);
		Secret.Password was = new Secret.Password(BCRYPT);
		R2dbcAccountStore store = written(alice, account("bob", BCRYPT));
		Flux.just("{noop}one", "{noop}two").flatMap((it) -> store.upgrade(alice, was, it)).then().block(LIMIT);
		Secret kept = secrets(store).get(0);
		assertThat(kept).isIn(new Secret.Password("{noop}one"), new Secret.Password("{noop}two"));
		store.upgrade(alice, was, "{noop}three").block(LIMIT);
		assertThat(secrets(store)).containsExactly(kept);
		assertThat(find(store, "bob")).isEqualTo(account("bob", BCRYPT));
	}

	@Test
	void hearsOfNewEncodingsAtOnceAndOfOthersWithinAMinute() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		awaitSamples(store, BCRYPT);
		store.upgrade(account("alice", BCRYPT), new Secret.Password(BCRYPT), SCRAM).block(LIMIT);
		awaitSamples(store, SCRAM);
		tables().database()
			.operation("update torsion_account_secret set secret_value = :value, encoding = :encoding")
			.bind("value", BCRYPT)
			.bind("encoding", SecretRow.encoding(BCRYPT))
			.run()
			.block(LIMIT);
		assertThat(store.passwordSamples().orElseThrow()).containsExactly(SCRAM);
		this.clock.addAndGet(60_000_000_000L);
		awaitSamples(store, BCRYPT);
	}

	@Test
	void skipsWhatItDoesNotKnowAndLetsNobodyInByIt() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		insert("RETINA", "left", "x");
		insert("PUBLIC_KEY", "broken", "no key");
		tables().database().operation("update torsion_account set status = 'MAYBE'").run().block(LIMIT);
		assertThat(secrets(store)).containsExactly(new Secret.Password(BCRYPT));
		assertThat(find(store, "alice")).extracting(Account::status).isEqualTo(AccountStatus.DISABLED);
	}

	@Test
	void failsForAnAccountOfTooManyRows() {
		R2dbcAccountStore store = written(account("alice", BCRYPT));
		assertThatExceptionOfType(AccountException.Full.class)
			.isThrownBy(() -> store.authorities("alice", authorities(101)).block(LIMIT));
		store.authorities("alice", authorities(100)).block(LIMIT);
		assertThat(Objects.requireNonNull(find(store, "alice")).authorities()).hasSize(100);
		Flux.range(100, 200)
			.concatMap((i) -> tables().database()
				.operation("insert into torsion_account_authority (name_key, authority) values ('alice', :authority)")
				.bind("authority", "ROLE_" + i)
				.run())
			.blockLast(LIMIT);
		assertThatIllegalStateException().isThrownBy(() -> find(store, "alice"));
	}

	private static List<String> authorities(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "ROLE_" + i).toList();
	}

	private void insert(String kind, String label, String value) {
		tables().database()
			.operation("insert into torsion_account_secret (name_key, kind, label, secret_value)"
					+ " values ('alice', :kind, :label, :value)")
			.bind("kind", kind)
			.bind("label", label)
			.bind("value", value)
			.run()
			.block(LIMIT);
	}

	private static List<Secret> secrets(AccountStore store) {
		return Objects.requireNonNull(find(store, "alice")).secrets();
	}

	private static Secret app(int number) {
		return new Secret.AppPassword("device " + number, Set.of(), "digest");
	}

}

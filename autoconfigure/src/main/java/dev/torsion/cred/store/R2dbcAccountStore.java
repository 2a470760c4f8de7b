package dev.torsion.cred.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.enterprise.Database;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.GrantedAuthority;

/**
 * Accounts in the tables {@code torsion_account}, {@code torsion_account_authority} and
 * {@code torsion_account_secret} of a database. One query a lookup, by index.
 */
public final class R2dbcAccountStore implements WritableAccountStore {

	/**
	 * Where the scripts are that make the tables.
	 */
	public static final String SCHEMA = "classpath:dev/torsion/cred/schema";

	static final String NEXT_ENCODING = "select encoding, secret_value from torsion_account_secret"
			+ " where encoding > :encoding order by encoding";

	private static final int MAX_ENCODINGS = 16;

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Database database;

	private final boolean limits;

	private final AccountRows rows = new AccountRows();

	private final PasswordSamples samples;

	/**
	 * Creates the store.
	 * @param database the database, which has the tables
	 */
	public R2dbcAccountStore(Database database) {
		this(database, System::nanoTime);
	}

	R2dbcAccountStore(Database database, LongSupplier clock) {
		this.database = database;
		String vendor = database.connectionFactory().getMetadata().getName().toLowerCase(Locale.ROOT);
		this.limits = vendor.contains("mysql") || vendor.contains("mariadb");
		this.samples = new PasswordSamples(encodings(), clock);
	}

	@Override
	public Mono<Account> find(String name) {
		if (!AccountNames.isPossible(name)) {
			return Mono.empty();
		}
		String key = AccountNames.key(name);
		return this.rows.read(this.database.query(AccountRows.BY_NAME).bind("key", key))
			// A collation of the database may take more for the same than we do
			.filter((account) -> AccountNames.key(account.name()).equals(key));
	}

	@Override
	public Mono<Account> findByCertificate(String fingerprint) {
		return this.rows.read(this.database.query(AccountRows.BY_CERTIFICATE).bind("fingerprint", fingerprint));
	}

	@Override
	public Optional<Collection<String>> passwordSamples() {
		return this.samples.get();
	}

	@Override
	public Mono<Void> upgrade(Account account, Secret.Password password, String encoded) {
		Secret.Password renewed = new Secret.Password(encoded);
		return new AccountTables(this.database, account.name()).upgrade(password, renewed).then(changed(renewed));
	}

	@Override
	public Mono<Void> create(Account account) {
		List<String> authorities = account.authorities().stream().map(GrantedAuthority::getAuthority).toList();
		Flux<Secret> secrets = Flux.fromIterable(account.secrets());
		return this.database.<Void>interaction((transaction) -> {
			AccountTables tables = new AccountTables(transaction, account.name());
			return tables.create(account.status())
				.then(tables.grant(authorities))
				.then(secrets.concatMap(tables::add).then());
		}).then(secrets.concatMap(this::changed).then());
	}

	@Override
	public Mono<Void> delete(String name) {
		return change(name, AccountTables::delete);
	}

	@Override
	public Mono<Void> status(String name, AccountStatus status) {
		return change(name, (tables) -> tables.status(status));
	}

	@Override
	public Mono<Void> authorities(String name, Collection<String> authorities) {
		return change(name, (tables) -> tables.revoke().then(tables.grant(authorities)));
	}

	@Override
	public Mono<Void> add(String name, Secret secret) {
		return change(name, (tables) -> tables.room(secret).then(tables.add(secret))).then(changed(secret));
	}

	@Override
	public Mono<Void> remove(String name, Class<? extends Secret> kind, String label) {
		return change(name, (tables) -> tables.remove(kind, label));
	}

	@Override
	public Flux<String> names(String after, int limit) {
		String key = AccountNames.key(after);
		String select = "select name from torsion_account%s order by name_key" + first(limit);
		return (key.isEmpty() ? this.database.query(select.formatted(""))
				: this.database.query(select.formatted(" where name_key > :after")).bind("after", key))
			.as(String.class);
	}

	private Mono<Void> change(String name, Function<AccountTables, Mono<Void>> work) {
		return this.database.<Void>interaction((transaction) -> {
			AccountTables tables = new AccountTables(transaction, name);
			return tables.lock().then(Mono.defer(() -> work.apply(tables)));
		});
	}

	private Mono<Void> changed(Secret secret) {
		return Mono.fromRunnable(() -> {
			if (secret instanceof Secret.Password password) {
				this.samples.changed(password.encoded());
			}
		});
	}

	/**
	 * One password of each encoding, by stepping from one to the next of their index: a
	 * {@code distinct} would read all of it.
	 */
	private Mono<Map<String, String>> encodings() {
		return next(" ").expand((sample) -> next(sample.getKey()))
			.take(MAX_ENCODINGS)
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	private Mono<Map.Entry<String, String>> next(String encoding) {
		return Mono.defer(() -> this.database.query(NEXT_ENCODING + first(1))
			.bind("encoding", encoding)
			.timeout(LIMIT)
			.map((row) -> Map.entry(String.valueOf(row.get("encoding", String.class)),
					String.valueOf(row.get("secret_value", String.class))))
			.next());
	}

	private String first(int rows) {
		return this.limits ? " limit " + rows : " fetch first " + rows + " rows only";
	}

}

package dev.torsion.cred.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.enterprise.Query;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Reads an account with all that belongs to it in one query: a row for the account, one
 * for each authority, one for each secret.
 */
final class AccountRows {

	/** With the condition that selects the one account in place of {@code %1$s}. */
	private static final String SELECT = """
			select 'ACCOUNT' as kind, a.name as label, null as protocols, a.status as secret_value
			from torsion_account a where a.name_key = %1$s
			union all
			select 'AUTHORITY', r.authority, null, null from torsion_account_authority r where r.name_key = %1$s
			union all
			select s.kind, s.label, s.protocols, s.secret_value
			from torsion_account_secret s where s.name_key = %1$s""";

	/** The account of a name's {@code :key}. */
	static final String BY_NAME = SELECT.formatted(":key");

	/** The account of a certificate's {@code :fingerprint}. */
	static final String BY_CERTIFICATE = SELECT
		.formatted("(select c.name_key from torsion_account_secret c where c.fingerprint = :fingerprint)");

	private static final String ACCOUNT = "ACCOUNT";

	private static final String AUTHORITY = "AUTHORITY";

	private static final int MAX_ROWS = 1 + WritableAccountStore.MAX_AUTHORITIES + Account.MAX_SECRETS;

	/**
	 * The password first: should there be too many secrets, it is not the one cut off.
	 */
	private static final Comparator<SecretRow> ORDER = Comparator
		.comparing((SecretRow row) -> !row.kind().equals(SecretRow.PASSWORD))
		.thenComparing(SecretRow::label);

	private static final Log logger = LogFactory.getLog(AccountRows.class);

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Reads an account.
	 * @param query the query, with its parameter
	 * @return the account; empty if there is none
	 */
	Mono<Account> read(Query query) {
		return query
			.map((row) -> row(row.get("kind", String.class), row.get("label", String.class),
					row.get("protocols", String.class), row.get("secret_value", String.class)))
			.take(MAX_ROWS + 1)
			.collectSortedList(ORDER)
			.mapNotNull(this::account);
	}

	private static SecretRow row(@Nullable String kind, @Nullable String label, @Nullable String protocols,
			@Nullable String value) {
		return new SecretRow((kind != null) ? kind.strip() : "", (label != null) ? label : "", protocols,
				(value != null) ? value : "");
	}

	private @Nullable Account account(List<SecretRow> rows) {
		if (rows.size() > MAX_ROWS) {
			throw new IllegalStateException("An account has more than " + MAX_ROWS + " authorities and secrets");
		}
		SecretRow account = rows.stream().filter((row) -> row.kind().equals(ACCOUNT)).findFirst().orElse(null);
		if (account == null) {
			return null;
		}
		List<GrantedAuthority> authorities = new ArrayList<>();
		List<Secret> secrets = new ArrayList<>();
		for (SecretRow row : rows) {
			if (row.kind().equals(AUTHORITY)) {
				authorities.add(new SimpleGrantedAuthority(row.label()));
			}
			else if (row != account) {
				add(row, account.label(), secrets);
			}
		}
		return Account.of(account.label(), authorities, status(account), secrets);
	}

	private void add(SecretRow row, String name, List<Secret> secrets) {
		try {
			secrets.add(row.secret());
		}
		catch (IllegalArgumentException ex) {
			tell("Skipped %s of account '%s': %s".formatted(row, name, ex.getMessage()));
		}
	}

	private AccountStatus status(SecretRow account) {
		try {
			return AccountStatus.valueOf(account.value());
		}
		catch (IllegalArgumentException ex) {
			tell("Took account '%s' for disabled: there is no status '%s'".formatted(account.label(), account.value()));
			return AccountStatus.DISABLED;
		}
	}

	private void tell(String problem) {
		if (this.told.compareAndSet(false, true)) {
			logger.error(problem + ". Nothing more is said of such rows");
		}
	}

}

package dev.torsion.cred.store;

import java.util.Collection;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Operation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.DuplicateKeyException;

/**
 * The rows of one account, to be changed in a transaction.
 *
 * @param database the database, in a transaction
 * @param name the name of the account
 */
record AccountTables(Database database, String name) {

	/** Makes changes of one account follow each other. */
	Mono<Void> lock() {
		return this.database.query("select name from torsion_account where name_key = :key for update")
			.bind("key", key())
			.as(String.class)
			.collectList()
			.flatMap((found) -> found.isEmpty() ? Mono.error(new AccountException.Missing(toString())) : Mono.empty());
	}

	Mono<Void> create(AccountStatus status) {
		return operation("insert into torsion_account (name_key, name, status) values (:key, :name, :status)")
			.bind("name", this.name)
			.bind("status", status.name())
			.run()
			.onErrorMap(DuplicateKeyException.class, (ex) -> new AccountException.Exists(toString()))
			.then();
	}

	Mono<Void> delete() {
		return operation("delete from torsion_account where name_key = :key").run().then();
	}

	Mono<Void> status(AccountStatus status) {
		return operation("update torsion_account set status = :status where name_key = :key")
			.bind("status", status.name())
			.run()
			.then();
	}

	Mono<Void> revoke() {
		return operation("delete from torsion_account_authority where name_key = :key").run().then();
	}

	Mono<Void> grant(Collection<String> authorities) {
		if (authorities.size() > WritableAccountStore.MAX_AUTHORITIES) {
			return Mono.error(() -> new AccountException.Full(
					"%s cannot have %d authorities".formatted(toString(), authorities.size())));
		}
		return Flux.fromIterable(authorities)
			.distinct()
			.concatMap((authority) -> operation(
					"insert into torsion_account_authority (name_key, authority) values (:key, :authority)")
				.bind("authority", authority)
				.run())
			.then();
	}

	/** Makes room for a secret, which a password takes from the one before it. */
	Mono<Void> room(Secret secret) {
		if (secret instanceof Secret.Password) {
			return operation("delete from torsion_account_secret where name_key = :key and kind = :kind")
				.bind("kind", SecretRow.PASSWORD)
				.run()
				.then();
		}
		return this.database
			.query("select count(*) from torsion_account_secret where name_key = :key and kind <> :kind")
			.bind("key", key())
			.bind("kind", SecretRow.PASSWORD)
			.as(Long.class)
			.single()
			// One is the password's
			.flatMap((count) -> (count < Account.MAX_SECRETS - 1) ? Mono.empty() : Mono
				.error(new AccountException.Full("%s has %d keys and the like".formatted(toString(), count))));
	}

	Mono<Void> add(Secret secret) {
		SecretRow row = SecretRow.of(secret);
		return operation("insert into torsion_account_secret"
				+ " (name_key, kind, label, protocols, secret_value, encoding, fingerprint)"
				+ " values (:key, :kind, :label, :protocols, :secret, :encoding, :fingerprint)")
			.bind("kind", row.kind())
			.bind("label", row.label())
			.bind("protocols", row.protocols(), String.class)
			.bind("secret", row.value())
			.bind("encoding", row.encoding(), String.class)
			.bind("fingerprint", row.fingerprint(), String.class)
			.run()
			.onErrorMap(DuplicateKeyException.class,
					(ex) -> new AccountException.Exists("'%s' of an account".formatted(row.label())))
			.then();
	}

	Mono<Void> remove(Class<? extends Secret> kind, String label) {
		return operation("delete from torsion_account_secret where name_key = :key and kind = :kind and label = :label")
			.bind("kind", SecretRow.kind(kind))
			.bind("label", label)
			.run()
			.flatMap((removed) -> (removed > 0) ? Mono.empty()
					: Mono.error(new AccountException.Missing("'%s' of %s".formatted(label, this))));
	}

	/** Unless the password has been changed meanwhile. */
	Mono<Void> upgrade(Secret.Password password, Secret.Password renewed) {
		return operation("update torsion_account_secret set secret_value = :renewed, encoding = :encoding"
				+ " where name_key = :key and kind = :kind and secret_value = :kept")
			.bind("kind", SecretRow.PASSWORD)
			.bind("kept", password.encoded())
			.bind("renewed", renewed.encoded())
			.bind("encoding", SecretRow.encoding(renewed.encoded()))
			.run()
			.then();
	}

	private Operation operation(String sql) {
		return this.database.operation(sql).bind("key", key());
	}

	private String key() {
		return AccountNames.key(this.name);
	}

	@Override
	public String toString() {
		return "account '" + this.name + "'";
	}

}

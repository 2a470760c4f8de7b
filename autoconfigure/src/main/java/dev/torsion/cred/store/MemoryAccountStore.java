package dev.torsion.cred.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import reactor.core.publisher.Mono;

/**
 * Accounts that do not change, such as those of {@code network.cred.users}.
 */
public final class MemoryAccountStore implements AccountStore {

	private final Map<String, Account> byName = new HashMap<>();

	private final Map<String, Account> byCertificate = new HashMap<>();

	private final Collection<String> passwords;

	/**
	 * Creates the store.
	 * @param accounts the accounts; of several of one name the last
	 */
	public MemoryAccountStore(Collection<Account> accounts) {
		for (Account account : accounts) {
			this.byName.put(AccountNames.key(account.name()), account);
			account.secrets(Secret.Certificate.class)
				.forEach((certificate) -> this.byCertificate.put(certificate.fingerprint(), account));
		}
		this.passwords = Decoys.samples(this.byName.values()
			.stream()
			.flatMap((account) -> account.password().stream())
			.map(Secret.Password::encoded));
	}

	@Override
	public Mono<Account> find(String name) {
		return Mono.justOrEmpty(this.byName.get(AccountNames.key(name)));
	}

	@Override
	public Mono<Account> findByCertificate(String fingerprint) {
		return Mono.justOrEmpty(this.byCertificate.get(fingerprint));
	}

	@Override
	public Optional<Collection<String>> passwordSamples() {
		return Optional.of(this.passwords);
	}

}

package dev.torsion.cred.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import reactor.core.publisher.Mono;

/**
 * All the accounts there are: the stores, asked in their order. The first that has an
 * account decides; if one cannot be asked nobody after it is, because a later store must
 * not answer for it.
 */
public final class Accounts {

	private final List<AccountStore> stores;

	/**
	 * Creates the accounts.
	 * @param stores the stores, in the order in which they are asked
	 */
	public Accounts(List<AccountStore> stores) {
		this.stores = List.copyOf(stores);
	}

	/**
	 * Whether there is no store at all.
	 * @return whether nobody can be found
	 */
	public boolean isEmpty() {
		return this.stores.isEmpty();
	}

	/**
	 * Finds an account.
	 * @param name its name; longer ones than {@link AccountStore#MAX_NAME} are nobody's
	 * @return the account; empty if there is none
	 */
	public Mono<Found> find(String name) {
		return (name.isEmpty() || name.length() > AccountStore.MAX_NAME) ? Mono.empty()
				: first((store) -> store.find(name));
	}

	/**
	 * Finds the account that a certificate belongs to.
	 * @param fingerprint SHA-256 of the certificate, in lower-case hexadecimal
	 * @return the account; empty if there is none
	 */
	public Mono<Found> findByCertificate(String fingerprint) {
		return first((store) -> store.findByCertificate(fingerprint));
	}

	/**
	 * One encoded password of each encoding that the stores know of.
	 * @return samples
	 */
	public List<String> passwordSamples() {
		List<String> samples = new ArrayList<>();
		this.stores.forEach((store) -> store.passwordSamples().ifPresent(samples::addAll));
		return samples;
	}

	/**
	 * Whether every store knows how all of its passwords are encoded.
	 * @return whether {@link #passwordSamples} is complete
	 */
	public boolean knowsPasswords() {
		return this.stores.stream().map(AccountStore::passwordSamples).allMatch(Optional::isPresent);
	}

	/**
	 * The store that new accounts are made in: the first that can be written.
	 * @return the store; empty if none can
	 */
	public Optional<WritableAccountStore> writable() {
		return this.stores.stream()
			.filter(WritableAccountStore.class::isInstance)
			.map(WritableAccountStore.class::cast)
			.findFirst();
	}

	private Mono<Found> first(Function<AccountStore, Mono<Account>> lookup) {
		return first(lookup, 0);
	}

	/** As much work for an account that is found as for one that is not. */
	private Mono<Found> first(Function<AccountStore, Mono<Account>> lookup, int index) {
		if (index == this.stores.size()) {
			return Mono.empty();
		}
		AccountStore store = this.stores.get(index);
		return Mono.defer(() -> lookup.apply(store))
			.map((account) -> new Found(account, store))
			.switchIfEmpty(Mono.defer(() -> first(lookup, index + 1)));
	}

	/**
	 * An account, and where it was found.
	 *
	 * @param account the account
	 * @param store the store
	 */
	public record Found(Account account, AccountStore store) {

	}

}

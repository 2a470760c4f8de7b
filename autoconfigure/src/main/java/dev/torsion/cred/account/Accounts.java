package dev.torsion.cred.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All the accounts there are: the stores, asked in their order. The first that has an
 * account decides; if one cannot be asked nobody after it is, because a later store must
 * not answer for it.
 */
public final class Accounts {

	private static final Log logger = LogFactory.getLog(Accounts.class);

	private final List<AccountStore> stores;

	private final List<AccountAliases> aliases;

	/**
	 * Creates accounts that have no other names.
	 * @param stores the stores, in the order in which they are asked
	 */
	public Accounts(List<AccountStore> stores) {
		this(stores, List.of());
	}

	/**
	 * Creates the accounts.
	 * @param stores the stores, in the order in which they are asked
	 * @param aliases what names that no store has are short for
	 */
	public Accounts(List<AccountStore> stores, List<AccountAliases> aliases) {
		this.stores = List.copyOf(stores);
		this.aliases = List.copyOf(aliases);
	}

	/**
	 * Whether there is no store at all.
	 * @return whether nobody can be found
	 */
	public boolean isEmpty() {
		return this.stores.isEmpty();
	}

	/**
	 * Finds the account that somebody means who wants to log in.
	 * @param name its name, or what is short for that; longer ones than
	 * {@link AccountStore#MAX_NAME} are nobody's
	 * @return the account; empty if there is none, or more than one that may be meant
	 */
	public Mono<Found> find(String name) {
		return this.aliases.isEmpty() ? findExactly(name)
				: findExactly(name).switchIfEmpty(Mono.defer(() -> findByAlias(name)));
	}

	/**
	 * Finds the account of a name.
	 * @param name its name, and nothing that is short for it
	 * @return the account; empty if there is none
	 */
	public Mono<Found> findExactly(String name) {
		return (name.isEmpty() || name.length() > AccountStore.MAX_NAME) ? Mono.empty()
				: first((store) -> store.find(name));
	}

	/**
	 * All of them are looked for, so that the time taken does not tell which are there.
	 */
	private Mono<Found> findByAlias(String name) {
		return Flux.fromIterable(this.aliases)
			.flatMapIterable((aliases) -> aliases.of(name))
			.take(AccountAliases.MAX_NAMES)
			.concatMap(this::findExactly, 0)
			.collectList()
			.mapNotNull((found) -> onlyOne(name, found));
	}

	private @Nullable Found onlyOne(String name, List<Found> found) {
		if (found.size() > 1 && logger.isInfoEnabled()) {
			logger.info("'" + name.replaceAll("\\p{Cntrl}", "?") + "' may be any of "
					+ found.stream().map((it) -> it.account().name()).toList() + ", and is refused as ambiguous");
		}
		return (found.size() == 1) ? found.get(0) : null;
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

package dev.torsion.cred.account;

import java.util.Collection;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A store whose accounts can be changed. Each change is made whole or not at all, when
 * the result completes; it fails with an {@link AccountException} if it cannot be made as
 * asked, and with anything else if the store cannot be asked at the moment. Changes are
 * for {@code AccountService}, which checks what it is given and tells who has to know.
 */
public interface WritableAccountStore extends UpgradableAccountStore {

	/**
	 * Most authorities of an account.
	 */
	int MAX_AUTHORITIES = 100;

	/**
	 * Makes an account.
	 * @param account the account; of its secrets those that can be kept here
	 * @return completes when it is there
	 */
	Mono<Void> create(Account account);

	/**
	 * Deletes an account and everything of it.
	 * @param name its name
	 * @return completes when it is gone
	 */
	Mono<Void> delete(String name);

	/**
	 * Changes whether an account may be used.
	 * @param name its name
	 * @param status whether it may
	 * @return completes when it is changed
	 */
	Mono<Void> status(String name, AccountStatus status);

	/**
	 * Replaces what an account is granted.
	 * @param name its name
	 * @param authorities the authorities, with their prefix {@code ROLE_} if any
	 * @return completes when it is changed
	 */
	Mono<Void> authorities(String name, Collection<String> authorities);

	/**
	 * Adds a secret to an account; a password replaces the one there is.
	 * @param name its name
	 * @param secret the secret
	 * @return completes when it is kept
	 */
	Mono<Void> add(String name, Secret secret);

	/**
	 * Removes a secret from an account.
	 * @param name its name
	 * @param kind the kind of the secret
	 * @param label its label
	 * @return completes when it is gone
	 */
	Mono<Void> remove(String name, Class<? extends Secret> kind, String label);

	/**
	 * The names of the accounts, as they were created.
	 * @param after the name after which to begin, empty for all
	 * @param limit most names to tell
	 * @return the names, in the order of the store
	 */
	Flux<String> names(String after, int limit);

}

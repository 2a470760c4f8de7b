package dev.torsion.cred.account;

import java.util.Collection;
import java.util.Optional;

import reactor.core.publisher.Mono;

/**
 * A place where accounts are kept. All beans of this type are asked in their order, those
 * that {@code network.cred} configures after them; the first that has an account of a
 * name decides. Lookups are called on any thread and must not block it.
 */
public interface AccountStore {

	/**
	 * Longest name that is looked up, in UTF-16 units.
	 */
	int MAX_NAME = 255;

	/**
	 * Finds an account.
	 * @param name its name, upper and lower case being the same
	 * @return the account; empty if there is none here. Fails if that cannot be told at
	 * the moment
	 */
	Mono<Account> find(String name);

	/**
	 * Finds the account that a certificate belongs to.
	 * @param fingerprint SHA-256 of the certificate, in lower-case hexadecimal
	 * @return the account; empty if there is none here
	 */
	default Mono<Account> findByCertificate(String fingerprint) {
		return Mono.empty();
	}

	/**
	 * How the passwords of all accounts are encoded: one encoded password of each
	 * encoding and cost that there is. Unknown names are made to look and to cost the
	 * same, and SCRAM is offered if it serves all of them. Must not block: a store that
	 * has to ask somebody remembers.
	 * @return samples; empty if the store does not know
	 */
	default Optional<Collection<String>> passwordSamples() {
		return Optional.empty();
	}

}

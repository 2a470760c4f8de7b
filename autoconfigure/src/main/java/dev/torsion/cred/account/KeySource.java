package dev.torsion.cred.account;

import reactor.core.publisher.Flux;

/**
 * Keys that let in to accounts beside those that accounts have themselves. Beans of this
 * type are asked for each login by a key.
 */
@FunctionalInterface
public interface KeySource {

	/**
	 * The keys that are listed for an account. Called on any thread, which it must not
	 * block; also for names that have no account, which must take no other time.
	 * @param name the name of the account, as the account has it
	 * @return the keys, in the order in which they are looked at; fails if that cannot be
	 * told at the moment
	 */
	Flux<Secret.PublicKey> keys(String name);

}

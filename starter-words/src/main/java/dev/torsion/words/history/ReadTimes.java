package dev.torsion.words.history;

import java.time.Instant;

import reactor.core.publisher.Mono;

/**
 * Keeps up to where somebody has read each conversation. Declare a bean of this type to
 * keep it elsewhere. Safe to use from any thread; never blocks the caller's.
 */
public interface ReadTimes {

	/**
	 * Up to where somebody has read.
	 * @param account the account in lower case
	 * @param target the conversation as the account names it, in lower case
	 * @return the time, empty if that is not known
	 */
	Mono<Instant> find(String account, String target);

	/**
	 * Somebody has read on. A marker never goes back.
	 * @param account the account in lower case
	 * @param target the conversation as the account names it, in lower case
	 * @param time up to when
	 * @return the time that is kept from now on
	 */
	Mono<Instant> advance(String account, String target, Instant time);

}

package dev.torsion.words.history;

import reactor.core.publisher.Mono;

/**
 * How far each account has read each conversation. Declare a bean of this type to keep it
 * elsewhere. Safe to use from any thread; never blocks the caller's.
 */
public interface ReadMarkers {

	/**
	 * How far a conversation was read.
	 * @param account the account in lower case
	 * @param conversation the key of the conversation
	 * @return the number of the last entry that was read; empty if nothing is known
	 */
	Mono<Long> find(String account, String conversation);

	/**
	 * A conversation was read. What was read once stays so.
	 * @param account the account in lower case
	 * @param conversation the key of the conversation
	 * @param sequence the number of the last entry that was read
	 * @return how far it was read now: further, if that was known before
	 */
	Mono<Long> advance(String account, String conversation, long sequence);

}

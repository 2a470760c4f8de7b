package dev.torsion.words.history;

import java.time.Instant;
import java.util.List;

import dev.torsion.words.HistoryQuery;
import reactor.core.publisher.Mono;

/**
 * Keeps what has happened. Declare a bean of this type to keep it elsewhere. Safe to use
 * from any thread; never blocks the caller's.
 */
public interface HistoryStore {

	/**
	 * Finds a conversation, or begins it. One that is found goes on
	 * {@link Conversation#GAP a good deal} after its last entry.
	 * @param key what it is known by
	 * @return the conversation
	 */
	Mono<Conversation> open(String key);

	/**
	 * Keeps something, at once or with others soon after, whether or not the result is
	 * subscribed to. Called for a conversation in the order of its numbers. What cannot
	 * be kept is lost, and counted. A conversation that was forgotten meanwhile begins
	 * again, under the identifier that it had.
	 * @param entry what
	 * @return completes as soon as there is room for more, not when it is kept
	 */
	Mono<Void> append(HistoryEntry entry);

	/**
	 * Reads a part of a conversation, with what was appended before.
	 * @param key what it is known by
	 * @param query which part; at most as many entries as the operator allows
	 * @return the entries, in order
	 */
	Mono<List<HistoryEntry>> read(String key, HistoryQuery query);

	/**
	 * Finds an entry by its number.
	 * @param key what the conversation is known by
	 * @param sequence the number
	 * @return the entry; empty if it is not kept
	 */
	Mono<HistoryEntry> find(String key, long sequence);

	/**
	 * Puts an entry in the place of the one with its number.
	 * @param entry the entry
	 * @return completes when that is kept; nothing is done if there is none any more
	 */
	Mono<Void> replace(HistoryEntry entry);

	/**
	 * The conversations of an account with others in which something was said within a
	 * time, with the time of the last message in each.
	 * @param account the account in lower case
	 * @param after after this
	 * @param before before this
	 * @param limit how many at most
	 * @return the conversations, that with the earliest last message first
	 */
	Mono<List<Activity>> correspondents(String account, Instant after, Instant before, int limit);

	/**
	 * Knows a conversation by another key from now on. What was kept under that is
	 * forgotten. By default that is not possible.
	 * @param key what it was known by
	 * @param to what it is known by
	 * @return completes when that is done
	 */
	default Mono<Void> rename(String key, String to) {
		return Mono.error(() -> new UnsupportedOperationException("Conversations cannot be renamed"));
	}

	/**
	 * Forgets a conversation.
	 * @param key what it is known by
	 * @return completes when nothing of it is kept
	 */
	Mono<Void> forget(String key);

	/**
	 * When something was last said in a conversation.
	 *
	 * @param key what the conversation is known by
	 * @param last when
	 */
	record Activity(String key, Instant last) {

	}

}

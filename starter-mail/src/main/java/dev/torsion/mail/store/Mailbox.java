package dev.torsion.mail.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.MailSink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An open mailbox: one object for all sessions that look at it. UIDs and modification
 * sequences are given out atomically. Safe to use from any thread; never blocks the
 * caller's.
 */
public interface Mailbox {

	/**
	 * Which mailbox it is.
	 * @return its name
	 */
	MailboxName name();

	/**
	 * Looks at the mailbox, changes by other programs included.
	 * @return the mailbox as it is now
	 */
	Mono<MailboxView> view();

	/**
	 * The content of a message.
	 * @param uid its UID
	 * @return the content; fails with {@link MailStoreException} if it is gone
	 */
	Mono<MailContent> content(long uid);

	/**
	 * The content of several small messages, for less than one by one would take.
	 * @param uids their UIDs
	 * @return the contents in the same order; fails with {@link MailStoreException} if
	 * one is gone
	 */
	default Flux<MailContent> contents(List<Long> uids) {
		return Flux.fromIterable(uids).flatMapSequential(this::content);
	}

	/**
	 * Adds a message: it gets its UID when it is committed.
	 * @param flags its system flags
	 * @param keywords its other flags
	 * @param received when it was received
	 * @return takes the message
	 */
	Mono<MailSink> append(Set<Flag> flags, Set<String> keywords, Instant received);

	/**
	 * Changes flags.
	 * @param change the change
	 * @return the UIDs that were left alone because they were changed meanwhile
	 */
	Mono<Collection<Long>> update(FlagChange change);

	/**
	 * Removes messages, whatever their flags.
	 * @param uids their UIDs; those that are gone already are left out
	 * @return completes when they are removed for good
	 */
	Mono<Void> expunge(Collection<Long> uids);

	/**
	 * Copies messages to another mailbox of the same store, all or none.
	 * @param uids their UIDs
	 * @param target the other mailbox
	 * @return their new UIDs by the old ones
	 */
	Mono<Map<Long, Long>> copy(Collection<Long> uids, MailboxName target);

	/**
	 * Moves messages to another mailbox of the same store, RFC 6851: each is in exactly
	 * one of them at any time.
	 * @param uids their UIDs
	 * @param target the other mailbox
	 * @return their new UIDs by the old ones
	 */
	Mono<Map<Long, Long>> move(Collection<Long> uids, MailboxName target);

	/**
	 * The changes from now on. Whoever does not keep up gets several as one.
	 * @return the changes, on any thread; ends when the mailbox is removed
	 */
	Flux<MailboxChange> changes();

}

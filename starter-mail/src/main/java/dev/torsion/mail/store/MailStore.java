package dev.torsion.mail.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where mailboxes are kept. Who has any is for others to say: here everybody has an
 * INBOX, which is made when it is first needed. Safe to use from any thread; never blocks
 * the caller's.
 */
public interface MailStore {

	/**
	 * Begins to deliver a message to mailboxes, without opening them. A mailbox that is
	 * not there is made.
	 * @param mailboxes the mailboxes
	 * @param flags the system flags the message gets
	 * @param received when it was received
	 * @return takes the message: after its {@code commit} it is in each of the mailboxes,
	 * a crash included; before, in none
	 */
	Mono<MailSink> deliver(List<MailboxName> mailboxes, Set<Flag> flags, Instant received);

	/**
	 * Opens a mailbox.
	 * @param mailbox which
	 * @return the mailbox; fails with {@link MailStoreException} if there is none, unless
	 * it is an INBOX
	 */
	Mono<Mailbox> open(MailboxName mailbox);

	/**
	 * The mailboxes of somebody.
	 * @param owner whose
	 * @return their names, INBOX first
	 */
	Flux<MailboxName> list(MailAddress owner);

	/**
	 * Makes a mailbox.
	 * @param mailbox which
	 * @return completes when it is there; fails with {@link MailStoreException}
	 */
	Mono<Void> create(MailboxName mailbox);

	/**
	 * Removes a mailbox with all that is in it. Those below it stay.
	 * @param mailbox which
	 * @return completes when it is gone; fails with {@link MailStoreException}
	 */
	Mono<Void> delete(MailboxName mailbox);

	/**
	 * Renames a mailbox and those below it.
	 * @param mailbox which
	 * @param name its new name
	 * @return completes when it is renamed; fails with {@link MailStoreException}
	 */
	Mono<Void> rename(MailboxName mailbox, String name);

	/**
	 * The mailboxes that somebody has subscribed to, whether or not they are there.
	 * @param owner whose
	 * @return their names
	 */
	Mono<Set<String>> subscriptions(MailAddress owner);

	/**
	 * Subscribes to a mailbox, or ends that.
	 * @param mailbox which
	 * @param subscribed whether it shall be subscribed to
	 * @return completes when that is kept
	 */
	Mono<Void> subscribe(MailboxName mailbox, boolean subscribed);

}

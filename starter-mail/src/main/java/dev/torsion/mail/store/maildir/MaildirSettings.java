package dev.torsion.mail.store.maildir;

/**
 * What an operator can say of Maildirs.
 *
 * @param fsync whether a message survives a crash of the system once it was delivered
 * @param maxMailboxes how many mailboxes, and how many subscriptions, somebody can have
 * @param maxMessages how many messages a mailbox can have; further ones are refused with
 * 452 4.2.2
 * @param maxCachedMessages of how many messages what is known is kept in memory, about
 * half a KiB each, beside those of mailboxes in use
 */
public record MaildirSettings(boolean fsync, int maxMailboxes, int maxMessages, int maxCachedMessages) {

	/** What is good for most. */
	public static final MaildirSettings DEFAULTS = new MaildirSettings(true, 1000, 1_000_000, 100_000);

}

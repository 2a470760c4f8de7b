package dev.torsion.mail.pop3.session.maildrop;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.mail.store.MailboxName;

/**
 * Who has which maildrop: one session at a time, RFC 1939 section 4. Safe to use from any
 * thread.
 */
public final class MaildropLocks {

	private final Map<MailboxName, Lock> held = new ConcurrentHashMap<>();

	/**
	 * Takes the lock of a maildrop.
	 * @param mailbox which
	 * @return the lock, which has to be released; empty if somebody else has it
	 */
	public Optional<Lock> acquire(MailboxName mailbox) {
		Lock lock = new Lock(mailbox);
		return (this.held.putIfAbsent(mailbox, lock) == null) ? Optional.of(lock) : Optional.empty();
	}

	/**
	 * The lock of one maildrop, for one session.
	 */
	public final class Lock {

		private final MailboxName mailbox;

		private Lock(MailboxName mailbox) {
			this.mailbox = mailbox;
		}

		/**
		 * Releases the lock. Does nothing if that was done before.
		 */
		public void release() {
			MaildropLocks.this.held.remove(this.mailbox, this);
		}

	}

}

package dev.torsion.mail.store.memory;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;

/**
 * How much of the memory is used, and by which messages, the oldest first. Guarded by the
 * lock of the store.
 */
final class MemorySpace {

	private static final SmtpReply FULL = new SmtpReply(452, "4.3.1", "Insufficient storage");

	private static final SmtpReply TOO_LARGE = new SmtpReply(552, "5.3.4", "Message too large");

	private final MemoryLimits limits;

	private final Consumer<Slot> evict;

	private final Set<Slot> slots = new LinkedHashSet<>();

	private long bytes;

	private int messages;

	MemorySpace(MemoryLimits limits, Consumer<Slot> evict) {
		this.limits = limits;
		this.evict = evict;
	}

	/**
	 * Takes room for messages that are arriving.
	 * @throws MailRefusedException if there is none
	 */
	void reserve(long moreBytes, int moreMessages) {
		if (moreBytes > this.limits.maxSize().toBytes() || moreMessages > this.limits.maxMessages()) {
			throw new MailRefusedException(TOO_LARGE);
		}
		while (isTooMuch(moreBytes, moreMessages)) {
			Iterator<Slot> oldest = this.slots.iterator();
			if (this.limits.whenFull() == MemoryLimits.WhenFull.REFUSE || !oldest.hasNext()) {
				throw new MailRefusedException(FULL);
			}
			this.evict.accept(oldest.next());
		}
		this.bytes += moreBytes;
		this.messages += moreMessages;
	}

	private boolean isTooMuch(long moreBytes, int moreMessages) {
		return this.bytes + moreBytes > this.limits.maxSize().toBytes()
				|| this.messages + moreMessages > this.limits.maxMessages();
	}

	void release(long lessBytes, int lessMessages) {
		this.bytes -= lessBytes;
		this.messages -= lessMessages;
	}

	/** A message for which there is room has arrived. */
	void fill(Slot slot) {
		this.slots.add(slot);
	}

	void empty(Slot slot, long size) {
		if (this.slots.remove(slot)) {
			release(size, 1);
		}
	}

	/**
	 * Where a message is.
	 *
	 * @param folder its mailbox
	 * @param uid its UID
	 */
	record Slot(MemoryFolder folder, long uid) {

	}

}

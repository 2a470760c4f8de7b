package dev.torsion.mail.store;

import java.util.List;

/**
 * A mailbox as it was at a moment: immutable, and shared by all who look at it.
 *
 * @param uidValidity changes if UIDs have lost their meaning
 * @param uidNext the least UID that the next message can get
 * @param highestModSeq the newest change that is in it
 * @param messages the messages, by UID
 */
public record MailboxView(long uidValidity, long uidNext, long highestModSeq, List<StoredMessage> messages) {

	public MailboxView {
		messages = List.copyOf(messages);
	}

}

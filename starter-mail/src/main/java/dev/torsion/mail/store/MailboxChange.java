package dev.torsion.mail.store;

import java.util.List;

/**
 * What has changed in a mailbox, by whomever: told after it is kept. A hint, of which
 * several may be told as one; the truth is {@link Mailbox#view}.
 *
 * @param highestModSeq the newest change
 * @param changed the UIDs of messages that are new or have other flags
 * @param expunged the UIDs of messages that are gone
 */
public record MailboxChange(long highestModSeq, List<Long> changed, List<Long> expunged) {

	public MailboxChange {
		changed = List.copyOf(changed);
		expunged = List.copyOf(expunged);
	}

}

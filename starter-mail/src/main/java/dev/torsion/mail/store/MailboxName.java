package dev.torsion.mail.store;

import dev.torsion.mail.MailAddress;

/**
 * Which mailbox.
 *
 * @param owner the address whose mailbox it is
 * @param name its name, levels separated by {@code /}; {@code INBOX} in any case is the
 * one that mail is delivered to
 */
public record MailboxName(MailAddress owner, String name) {

	/** The name of the mailbox that mail is delivered to. */
	public static final String INBOX = "INBOX";

	public MailboxName {
		name = name.equalsIgnoreCase(INBOX) ? INBOX : name;
	}

	/**
	 * The mailbox that mail is delivered to.
	 * @param owner whose
	 * @return its name
	 */
	public static MailboxName inbox(MailAddress owner) {
		return new MailboxName(owner, INBOX);
	}

	/**
	 * Whether it is the mailbox that mail is delivered to.
	 * @return whether it is
	 */
	public boolean isInbox() {
		return this.name.equals(INBOX);
	}

}

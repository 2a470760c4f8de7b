package dev.torsion.mail.store;

import java.util.List;

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

	/** Longest name, in characters: what file systems can keep with encoding. */
	private static final int MAX_LENGTH = 250;

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

	/**
	 * The levels of the name, checked: each has at least one character, and none that
	 * controls.
	 * @return the levels, outermost first
	 * @throws MailStoreException if no mailbox can have that name
	 */
	public List<String> levels() {
		List<String> levels = List.of(this.name.split("/", -1));
		boolean good = this.name.length() <= MAX_LENGTH && levels.stream().noneMatch(String::isEmpty)
				&& this.name.chars().noneMatch(Character::isISOControl);
		if (!good) {
			throw new MailStoreException(MailStoreException.Reason.BAD_NAME, "There cannot be a mailbox of that name");
		}
		return levels;
	}

	/**
	 * A mailbox of another name.
	 * @param other the name
	 * @return the name of that mailbox of the same owner
	 */
	public MailboxName named(String other) {
		return new MailboxName(this.owner, other);
	}

}

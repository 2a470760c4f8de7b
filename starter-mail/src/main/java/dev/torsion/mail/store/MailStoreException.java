package dev.torsion.mail.store;

/**
 * Something cannot be done with mailboxes, and whoever asked for it can be told why. What
 * a store fails with otherwise is its own fault, and temporary.
 */
public final class MailStoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Creates the exception.
	 * @param reason the reason
	 * @param message the reason for people
	 */
	public MailStoreException(Reason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	/**
	 * Why it cannot be done.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why something cannot be done.
	 */
	public enum Reason {

		/** There is no such mailbox. */
		NO_MAILBOX,

		/** There is such a mailbox already. */
		EXISTS,

		/**
		 * There cannot be a mailbox or keyword of that name, or it must not be removed.
		 */
		BAD_NAME,

		/** The message is not there any more. */
		GONE,

		/** Too many mailboxes, messages or flags. */
		LIMIT

	}

}

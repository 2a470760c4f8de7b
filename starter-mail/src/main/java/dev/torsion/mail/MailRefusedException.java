package dev.torsion.mail;

/**
 * A sender, recipient or message is not taken. What {@link MailDelivery} and
 * {@link MailPolicy} fail with to tell the client why; any other failure is ours, logged
 * and answered with 451.
 */
public final class MailRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SmtpReply reply;

	/**
	 * Refuses.
	 * @param reply what the client is told, 400 to 599; 421 ends the connection
	 */
	public MailRefusedException(SmtpReply reply) {
		super(reply.toString(), null, false, false);
		this.reply = reply;
	}

	/**
	 * What the client is told.
	 * @return the reply
	 */
	public SmtpReply reply() {
		return this.reply;
	}

}

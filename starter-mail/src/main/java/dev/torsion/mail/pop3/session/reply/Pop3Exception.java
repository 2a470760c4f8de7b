package dev.torsion.mail.pop3.session.reply;

/**
 * A command fails, and it is the client's doing: it is told why, and after too many of
 * these in a row it is disconnected.
 */
public final class Pop3Exception extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Pop3Reply reply;

	/**
	 * Creates the failure.
	 * @param text what the client is told; nothing of what it has sent
	 */
	public Pop3Exception(String text) {
		super(text, null, false, false);
		this.reply = Pop3Reply.error(text);
	}

	/**
	 * Creates the failure.
	 * @param code what it is about
	 * @param text what the client is told; nothing of what it has sent
	 */
	public Pop3Exception(ResponseCode code, String text) {
		super(text, null, false, false);
		this.reply = Pop3Reply.error(code, text);
	}

	/**
	 * What the client is told.
	 * @return the reply
	 */
	public Pop3Reply reply() {
		return this.reply;
	}

}

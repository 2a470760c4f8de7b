package dev.torsion.web.cgi.wire;

/**
 * What a script has written is not the head of an answer. The script's fault, of which a
 * client learns nothing but 502; the message is for the log and shows nothing the script
 * has written.
 */
public final class BadHeadException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 */
	public BadHeadException(String message) {
		super(message, null, false, false);
	}

}

package dev.torsion.net;

/**
 * The peer has broken the protocol beyond what a reply can mend: the connection is
 * closed, counted as {@code network.errors}, and logged at debug without a stack trace.
 */
public class ProtocolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what the peer did wrong; never its bytes unescaped
	 */
	public ProtocolException(String message) {
		super(message, null, false, false);
	}

}

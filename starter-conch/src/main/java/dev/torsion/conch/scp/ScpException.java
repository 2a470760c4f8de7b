package dev.torsion.conch.scp;

/**
 * The peer does not keep to the protocol; the transfer ends.
 */
final class ScpException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what the peer is told
	 */
	ScpException(String message) {
		super(message, null, false, false);
	}

}

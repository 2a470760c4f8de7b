package dev.torsion.conch.auth.wire;

/**
 * Bytes that are not what they should be. The peer's fault.
 */
public final class SshFormatException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 */
	public SshFormatException(String message) {
		super(message, null, false, false);
	}

}

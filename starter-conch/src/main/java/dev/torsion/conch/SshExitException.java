package dev.torsion.conch;

/**
 * Ends a command with an exit status, and tells the peer why.
 */
public class SshExitException extends RuntimeException {

	private final int status;

	/**
	 * Ends a command.
	 * @param status the exit status, 0 to 255
	 * @param message a line for the peer, written to where errors go
	 */
	public SshExitException(int status, String message) {
		super(message);
		this.status = status;
	}

	/**
	 * The exit status.
	 * @return 0 to 255
	 */
	public final int status() {
		return this.status;
	}

}

package dev.torsion.conch.sftp.wire;

/**
 * What became of a request: section 7 of the draft, with the words of OpenSSH.
 */
public enum StatusCode {

	/** It was done. */
	OK("Success"),

	/** There is nothing more to read. */
	EOF("End of file"),

	/** There is no such file. */
	NO_SUCH_FILE("No such file"),

	/** It is not allowed. */
	PERMISSION_DENIED("Permission denied"),

	/** It failed. */
	FAILURE("Failure"),

	/** It makes no sense. */
	BAD_MESSAGE("Bad message"),

	/** Never said by a server. */
	NO_CONNECTION("No connection"),

	/** Never said by a server. */
	CONNECTION_LOST("Connection lost"),

	/** It cannot be asked for here. */
	OP_UNSUPPORTED("Operation unsupported");

	private final String message;

	StatusCode(String message) {
		this.message = message;
	}

	/**
	 * The code on the wire.
	 * @return a number
	 */
	public int code() {
		return ordinal();
	}

	/**
	 * What people are told.
	 * @return a few words
	 */
	public String message() {
		return this.message;
	}

}

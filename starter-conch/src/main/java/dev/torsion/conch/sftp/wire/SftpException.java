package dev.torsion.conch.sftp.wire;

import dev.torsion.conch.sftp.wire.StatusCode;

/**
 * A request is answered with a status: the peer's fault, or nobody's.
 */
public final class SftpException extends RuntimeException {

	private final StatusCode status;

	/**
	 * Creates the exception.
	 * @param status the status
	 */
	public SftpException(StatusCode status) {
		super(status.message(), null, false, false);
		this.status = status;
	}

	/**
	 * What the peer is told.
	 * @return the status
	 */
	public StatusCode status() {
		return this.status;
	}

}

package dev.torsion.conch.sftp.wire;

/**
 * Something that is no SFTP: the peer's fault.
 */
public final class WireException extends RuntimeException {

	WireException(String message) {
		super(message, null, false, false);
	}

}

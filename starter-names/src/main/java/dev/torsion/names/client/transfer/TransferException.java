package dev.torsion.names.client.transfer;

import java.io.IOException;

/**
 * A server did not give what it was asked for. The fault of a peer: it has no stack
 * trace.
 */
public final class TransferException extends IOException {

	/**
	 * Creates the exception.
	 * @param message what the server has done
	 */
	public TransferException(String message) {
		super(message);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}

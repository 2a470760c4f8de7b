package dev.torsion.net.process;

import java.util.concurrent.RejectedExecutionException;

/**
 * There are as many child processes, or as many wait for their turn, as are allowed.
 */
public final class TooManyProcessesException extends RejectedExecutionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which limit was reached
	 */
	public TooManyProcessesException(String message) {
		super(message);
	}

}

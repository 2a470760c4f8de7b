package dev.torsion.conch.connection;

import org.apache.sshd.common.io.IoSession;

/**
 * How a connection has ended over which nobody has logged in: what the address it came
 * from is penalised for. The order is that of weight: the heaviest that was told counts.
 */
public enum ConnectionOutcome {

	/** No attempt to log in was made. */
	NOT_TRIED,

	/** An account was tried, and what was to be proved was not. */
	FAILED,

	/** An account was tried that does not exist. */
	UNKNOWN_ACCOUNT,

	/** The login was right, but is not allowed here. */
	REFUSED,

	/** The login took longer than it may. */
	TOO_SLOW,

	/** The peer sent something on which we failed. */
	CRASHED;

	/**
	 * Tells of an outcome of a connection.
	 * @param session the connection
	 */
	public void of(IoSession session) {
		ConnectionOutcome known = told(session);
		if (compareTo(known) > 0) {
			session.setAttribute(ConnectionOutcome.class, this);
		}
	}

	/**
	 * The heaviest outcome that was told.
	 * @param session the connection
	 * @return the outcome, {@link #NOT_TRIED} if none was told
	 */
	public static ConnectionOutcome told(IoSession session) {
		Object told = session.getAttribute(ConnectionOutcome.class);
		return (told instanceof ConnectionOutcome outcome) ? outcome : NOT_TRIED;
	}

}

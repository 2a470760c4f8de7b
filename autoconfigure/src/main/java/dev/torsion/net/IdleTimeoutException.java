package dev.torsion.net;

/**
 * The peer was idle for too long and its protocol has nothing to say to that.
 */
final class IdleTimeoutException extends ProtocolException {

	private static final long serialVersionUID = 1L;

	IdleTimeoutException() {
		super("Idle for too long");
	}

}

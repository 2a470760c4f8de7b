package dev.torsion.cred.sasl;

import org.springframework.security.core.AuthenticationException;

/**
 * An exchange has come to nothing before anybody was asked whether the credentials are
 * right. It is the peer's doing, and has no stack trace.
 */
public final class SaslFailure extends AuthenticationException {

	private final Reason reason;

	/**
	 * Creates the failure.
	 * @param reason why, for the reply
	 * @param message why, for a log
	 */
	public SaslFailure(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Creates the failure of a peer that does not speak the mechanism.
	 * @param message why, for a log
	 * @return the failure
	 */
	public static SaslFailure malformed(String message) {
		return new SaslFailure(Reason.MALFORMED, message);
	}

	/**
	 * Why, for the reply.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	/**
	 * What protocols tell apart.
	 */
	public enum Reason {

		/** The mechanism is not offered: SMTP has 504. */
		MECHANISM,

		/** It would be offered if nobody on the way could read along: SMTP has 538. */
		PRIVACY,

		/** A response is too long, or nothing the mechanism knows: SMTP has 501. */
		MALFORMED,

		/** The peer has given up: SMTP has 501. */
		ABORTED,

		/**
		 * The peer wants to act for somebody else, or somebody else is on the line: SMTP
		 * has 535.
		 */
		REFUSED

	}

}

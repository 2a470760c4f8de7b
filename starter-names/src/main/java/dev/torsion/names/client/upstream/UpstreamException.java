package dev.torsion.names.client.upstream;

import java.io.IOException;

import org.xbill.DNS.Rcode;

/**
 * A server, or all of them, gave no answer that is of use. The fault of a peer: it has no
 * stack trace.
 */
public final class UpstreamException extends IOException {

	private final Reason reason;

	/**
	 * Creates the exception.
	 * @param reason what has happened
	 * @param message the same for people
	 */
	public UpstreamException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	static UpstreamException ofRcode(UpstreamServer server, int rcode) {
		return new UpstreamException(Reason.FAILED, server + " answered " + Rcode.string(rcode));
	}

	/**
	 * What has happened.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Whether another server would not do better.
	 * @return whether it is one of our own limits that has been reached
	 */
	public boolean isFinal() {
		return this.reason == Reason.LIMIT || this.reason == Reason.BUSY;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	/**
	 * What has happened.
	 */
	public enum Reason {

		/** There was no answer in time, or no way to the server. */
		UNREACHABLE,

		/** The answer says that the server cannot answer. */
		FAILED,

		/** The answer is of no use. */
		USELESS,

		/** Answers look forged, or the server changes the case of names: ask over TCP. */
		DOUBTFUL,

		/** The question costs too much. */
		LIMIT,

		/** One of our own limits, whatever the question. */
		BUSY

	}

}

package dev.torsion.names;

import java.io.IOException;

import org.xbill.DNS.Rcode;

/**
 * A question that has no answer now: not to be mistaken for a name that has nothing. To
 * ask again later may help. It has no stack trace, for it is no fault of the caller.
 */
public final class DnsException extends IOException {

	private final int rcode;

	/**
	 * Creates the exception.
	 * @param question what was asked
	 * @param rcode the outcome, as in {@link Rcode}
	 */
	public DnsException(DnsQuestion question, int rcode) {
		super(question + " has no answer: " + Rcode.string(rcode));
		this.rcode = rcode;
	}

	/**
	 * The outcome.
	 * @return the outcome, as in {@link Rcode}
	 */
	public int rcode() {
		return this.rcode;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}

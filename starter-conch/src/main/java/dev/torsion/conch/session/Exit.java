package dev.torsion.conch.session;

import org.jspecify.annotations.Nullable;

/**
 * How a program has ended: RFC 4254 section 6.10.
 *
 * @param status its exit status
 * @param signal the signal that killed it, {@code null} if none did
 */
record Exit(int status, @Nullable String signal) {

	/** A status that the peer could take for success though it was none is 1. */
	static Exit of(int status) {
		return new Exit((status >= 0 && status <= 255) ? status : 1, null);
	}

	@Override
	public String toString() {
		return (this.signal != null) ? this.signal : Integer.toString(this.status);
	}

}

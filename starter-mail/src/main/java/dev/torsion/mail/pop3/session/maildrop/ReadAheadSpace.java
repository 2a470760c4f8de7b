package dev.torsion.mail.pop3.session.maildrop;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much all sessions together may have read before clients ask for it. Safe to use
 * from any thread.
 */
public final class ReadAheadSpace {

	private final AtomicLong left;

	/**
	 * Creates the space.
	 * @param bytes how much there is
	 */
	public ReadAheadSpace(long bytes) {
		this.left = new AtomicLong(bytes);
	}

	/**
	 * How much is left.
	 * @return bytes
	 */
	public long left() {
		return this.left.get();
	}

	boolean take(long bytes) {
		if (this.left.addAndGet(-bytes) < 0) {
			this.left.addAndGet(bytes);
			return false;
		}
		return true;
	}

	void release(long bytes) {
		this.left.addAndGet(bytes);
	}

}

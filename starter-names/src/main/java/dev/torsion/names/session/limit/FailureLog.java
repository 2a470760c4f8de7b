package dev.torsion.names.session.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;

/**
 * Tells of failures, whose number peers decide on: a few a minute in full, of the others
 * how many there were. For any thread.
 */
public final class FailureLog {

	/** Enough to see whether all of them are one and the same. */
	static final int MOST = 10;

	static final Duration PERIOD = Duration.ofMinutes(1);

	private final Log logger;

	private final LongSupplier nanoTime;

	private long begun;

	private int told;

	private long untold;

	/**
	 * Creates the log.
	 * @param logger where failures are told
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	public FailureLog(Log logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
		this.begun = nanoTime.getAsLong();
	}

	/**
	 * Tells of a failure, or counts it.
	 * @param message what has failed; what peers have chosen must be escaped
	 * @param cause why
	 */
	public synchronized void error(String message, Throwable cause) {
		long now = this.nanoTime.getAsLong();
		if (now - this.begun >= PERIOD.toNanos()) {
			if (this.untold > 0) {
				this.logger.error("Failed " + this.untold + " times more in the minute before");
			}
			this.begun = now;
			this.told = 0;
			this.untold = 0;
		}
		if (this.told < MOST) {
			this.told++;
			this.logger.error(message, cause);
		}
		else {
			this.untold++;
		}
	}

}

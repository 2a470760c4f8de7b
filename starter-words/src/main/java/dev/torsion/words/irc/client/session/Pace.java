package dev.torsion.words.irc.client.session;

import java.time.Duration;

/**
 * How often something may be done: a burst, and then once an interval. Each time counts
 * for an interval, as RFC 1459 section 8.10 has it.
 */
final class Pace {

	private final long interval;

	private final long burst;

	private long due = Long.MIN_VALUE;

	Pace(int burst, Duration interval) {
		this.interval = interval.toNanos();
		this.burst = Math.multiplyExact(this.interval, burst);
	}

	/**
	 * Does it, if it may be done now.
	 * @param now the time in nanoseconds, of any beginning
	 * @return 0 if it was done, or else how many nanoseconds to wait
	 */
	long take(long now) {
		long next = Math.max(this.due, now) + this.interval;
		long wait = next - now - this.burst;
		if (wait > 0) {
			return wait;
		}
		this.due = next;
		return 0;
	}

}

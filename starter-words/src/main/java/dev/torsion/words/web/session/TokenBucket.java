package dev.torsion.words.web.session;

import java.time.Duration;

/**
 * How much may be done at once, and how often after that. For one thread.
 */
final class TokenBucket {

	private final int burst;

	private final double interval;

	private double tokens;

	private long then;

	TokenBucket(int burst, Duration interval, long now) {
		this.burst = burst;
		this.interval = interval.toMillis();
		this.tokens = burst;
		this.then = now;
	}

	/**
	 * Takes a token, which may be one that is still to come.
	 * @param now milliseconds since any time
	 * @return how long it is to come
	 */
	Duration take(long now) {
		if (this.interval == 0) {
			return Duration.ZERO;
		}
		this.tokens = Math.min(this.burst, this.tokens + (now - this.then) / this.interval) - 1;
		this.then = now;
		return (this.tokens >= 0) ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(-this.tokens * this.interval));
	}

}

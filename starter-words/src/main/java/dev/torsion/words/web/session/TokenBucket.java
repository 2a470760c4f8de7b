package dev.torsion.words.web.session;

import java.time.Duration;

/**
 * How much may be done at once and a second. For one thread.
 */
final class TokenBucket {

	private static final double SECOND = 1000;

	private final int burst;

	private final int rate;

	private double tokens;

	private long then;

	TokenBucket(int burst, int rate, long now) {
		this.burst = burst;
		this.rate = rate;
		this.tokens = burst;
		this.then = now;
	}

	/**
	 * Takes a token, which may be one that is still to come.
	 * @param now milliseconds since any time
	 * @return how long it is to come
	 */
	Duration take(long now) {
		this.tokens = Math.min(this.burst, this.tokens + (now - this.then) * this.rate / SECOND) - 1;
		this.then = now;
		return (this.tokens >= 0) ? Duration.ZERO
				: Duration.ofMillis((long) Math.ceil(-this.tokens * SECOND / this.rate));
	}

}

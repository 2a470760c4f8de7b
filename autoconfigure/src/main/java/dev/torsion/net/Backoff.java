package dev.torsion.net;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long a {@link NetworkClient} waits before it connects again: twice as long after
 * each failure, of which a random half is left out so that the clients of a server that
 * comes back do not all come at once.
 *
 * @param first the longest wait after the first failure
 * @param longest the longest wait at all; a connection that has lasted as long counts as
 * a success, after which waiting begins with {@code first} again
 */
public record Backoff(Duration first, Duration longest) {

	/**
	 * Checks the times.
	 * @throws IllegalArgumentException if one is not positive, or they are the wrong way
	 * round
	 */
	public Backoff {
		Assert.isTrue(first.toMillis() > 0, "The first wait must not be 0");
		Assert.isTrue(longest.compareTo(first) >= 0, "The longest wait must not be shorter than the first");
	}

	/**
	 * From one second to one minute.
	 * @return the default
	 */
	public static Backoff ofDefaults() {
		return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
	}

	/**
	 * How long to wait now.
	 * @param failures how many failures there were in a row, at least 1
	 * @param random chooses, from 0 to 1
	 * @return the wait, between a half of the longest possible one and that
	 */
	Duration delay(int failures, double random) {
		double ceiling = Math.min(this.longest.toMillis(), this.first.toMillis() * Math.pow(2, failures - 1));
		return Duration.ofMillis((long) (ceiling / 2 * (1 + random)));
	}

}

package dev.torsion.enterprise;

import java.time.Duration;

/**
 * How many connections a pool keeps, and for how long it lets callers wait.
 *
 * @param maxSize most connections
 * @param minIdle connections to keep open while nobody needs them
 * @param maxIdleTime how long a connection may lie idle before it is closed
 * @param maxLifeTime how old a connection may get; it is closed when it is given back
 * @param acquireTimeout how long to wait for a connection, the time to open one included
 * @param maxPending most callers that wait; the next one fails at once
 */
public record PoolSettings(int maxSize, int minIdle, Duration maxIdleTime, Duration maxLifeTime,
		Duration acquireTimeout, int maxPending) {

	private static final PoolSettings DEFAULTS = new PoolSettings(10, 0, Duration.ofMinutes(30), Duration.ofHours(1),
			Duration.ofSeconds(10), 1000);

	public PoolSettings {
		if (maxSize < 1 || minIdle < 0 || minIdle > maxSize || maxPending < 0) {
			throw new IllegalArgumentException("A pool has 1 connection or more, at least as many as lie idle: "
					+ maxSize + ", idle " + minIdle + ", callers waiting " + maxPending);
		}
		if (!isPositive(maxIdleTime) || !isPositive(maxLifeTime) || !isPositive(acquireTimeout)) {
			throw new IllegalArgumentException("Times of a pool are longer than 0");
		}
	}

	private static boolean isPositive(Duration time) {
		return !time.isNegative() && !time.isZero();
	}

	/**
	 * Ten connections, closed after half an hour without work and at the age of an hour;
	 * a thousand callers wait for ten seconds.
	 * @return the defaults
	 */
	public static PoolSettings defaults() {
		return DEFAULTS;
	}

}

package dev.torsion.conch.manhole.engine;

import java.time.Duration;

/**
 * What is printed of a value.
 *
 * @param length the most characters
 * @param elements the most elements of a collection, array, map or publisher
 * @param timeout how long a publisher is waited for
 */
public record Limits(int length, int elements, Duration timeout) {

	/**
	 * The defaults: 10,000 characters, 100 elements, 10 seconds.
	 */
	public static final Limits DEFAULT = new Limits(10_000, 100, Duration.ofSeconds(10));

	public Limits {
		if (length < 1 || elements < 1 || timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("A limit of printing has to be positive");
		}
	}

}

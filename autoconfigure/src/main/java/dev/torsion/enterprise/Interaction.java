package dev.torsion.enterprise;

import java.time.Duration;

import io.r2dbc.spi.IsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * How statements run in one transaction.
 *
 * @param isolation its isolation; that of the database if {@code null}
 * @param readOnly whether it changes nothing, which some databases hold it to
 * @param timeout how long it may take, the commit included; as long as it likes if
 * {@code null}
 * @param retries how often to run it again after a serialization failure or a deadlock
 * (SQLSTATE 40001, 40P01); the work must have no other effects then
 */
public record Interaction(@Nullable IsolationLevel isolation, boolean readOnly, @Nullable Duration timeout,
		int retries) {

	private static final Interaction STANDARD = new Interaction(null, false, null, 0);

	/**
	 * The isolation of the database, no time limit, no retries.
	 * @return the standard kind
	 */
	public static Interaction standard() {
		return STANDARD;
	}

	/**
	 * With another isolation.
	 * @param isolation the isolation
	 * @return the changed kind
	 */
	public Interaction isolation(IsolationLevel isolation) {
		return new Interaction(isolation, this.readOnly, this.timeout, this.retries);
	}

	/**
	 * Changing nothing.
	 * @return the changed kind
	 */
	public Interaction forReading() {
		return new Interaction(this.isolation, true, this.timeout, this.retries);
	}

	/**
	 * With a time limit, after which it fails and is rolled back.
	 * @param timeout the limit, for each try
	 * @return the changed kind
	 */
	public Interaction timeout(Duration timeout) {
		return new Interaction(this.isolation, this.readOnly, timeout, this.retries);
	}

	/**
	 * With retries.
	 * @param retries how many, besides the first try
	 * @return the changed kind
	 */
	public Interaction retries(int retries) {
		return new Interaction(this.isolation, this.readOnly, this.timeout, retries);
	}

}

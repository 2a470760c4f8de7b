package dev.torsion.conch.transport.startup;

import java.time.Duration;

import dev.torsion.conch.connection.ConnectionOutcome;

/**
 * What an address has to wait for which outcomes: penalties add up, and begin to count
 * when they come to {@code min}.
 *
 * @param failed for a login that failed
 * @param unknownAccount for one of an account that does not exist
 * @param notTried for a connection without an attempt to log in
 * @param tooSlow for a login that took too long
 * @param crashed for something on which we failed
 * @param refused for a login that was right but not allowed
 * @param min what they have to come to
 * @param max what they come to at most
 * @param maxSources of how many addresses they are kept; the one that was penalised the
 * longest ago gives way
 */
public record Penalties(Duration failed, Duration unknownAccount, Duration notTried, Duration tooSlow, Duration crashed,
		Duration refused, Duration min, Duration max, int maxSources) {

	/**
	 * Those of OpenSSH.
	 */
	public static final Penalties DEFAULTS = new Penalties(Duration.ofSeconds(5), Duration.ofSeconds(5),
			Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(90), Duration.ofSeconds(10),
			Duration.ofSeconds(15), Duration.ofSeconds(600), 65_536);

	Duration of(ConnectionOutcome outcome) {
		return switch (outcome) {
			case NOT_TRIED -> this.notTried;
			case FAILED -> this.failed;
			case UNKNOWN_ACCOUNT -> this.unknownAccount;
			case REFUSED -> this.refused;
			case TOO_SLOW -> this.tooSlow;
			case CRASHED -> this.crashed;
		};
	}

}

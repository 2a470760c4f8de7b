package dev.torsion.cred.throttle;

import java.time.Duration;

import dev.torsion.net.proxy.TrustedPeers;

/**
 * How those who guess are slowed down.
 *
 * @param firstPause pause after the first failure, which doubles with each further one
 * @param longestPause longest pause
 * @param forgetAfter how long after the last failure there is no pause any more
 * @param concurrent most logins of one address that are looked at at a time
 * @param waiting most logins that wait at one gate; further ones fail
 * @param accountFailures how many failures an account may have, from anywhere, before
 * there is a pause for it as well
 * @param remembered most addresses, and most accounts, that are remembered
 * @param trusted addresses that are never slowed down
 */
public record ThrottleSettings(Duration firstPause, Duration longestPause, Duration forgetAfter, int concurrent,
		int waiting, int accountFailures, int remembered, TrustedPeers trusted) {

	/**
	 * Dovecot's pauses: 2, 4, 8, 15 seconds.
	 * @return the settings by default
	 */
	public static ThrottleSettings standard() {
		return new ThrottleSettings(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(10), 10, 20, 10,
				10_000, TrustedPeers.NONE);
	}

	/**
	 * The pause after failures.
	 * @param failures how many there were in a row
	 * @return how long until the next try
	 */
	Duration pause(int failures) {
		if (failures <= 0) {
			return Duration.ZERO;
		}
		Duration doubled = this.firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
		return (doubled.compareTo(this.longestPause) < 0) ? doubled : this.longestPause;
	}

}

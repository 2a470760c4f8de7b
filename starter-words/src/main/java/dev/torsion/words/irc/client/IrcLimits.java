package dev.torsion.words.irc.client;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * What a client takes and gives. What a server can cause without an end in sight is
 * bounded by it.
 *
 * @param keepAlive after how long a silent server is sent a PING; it is given up after as
 * long again
 * @param registrationTimeout how long the server may take to let the client in
 * @param requestTimeout how long the server may take to answer
 * @param burst how many lines may be sent at once, before servers take it for a flood
 * @param interval how long each line counts
 * @param maxPending most lines that wait to be sent, and most questions that wait for an
 * answer; the next one fails at once
 * @param maxReply most lines of all answers that are under way, each line counted once
 * for every 512 characters of it that have begun
 * @param maxBehind most events a subscriber may be behind; then it misses the oldest
 * @param maxChannels most channels
 * @param maxMembers most members of a channel that are known
 */
public record IrcLimits(Duration keepAlive, Duration registrationTimeout, Duration requestTimeout, int burst,
		Duration interval, int maxPending, int maxReply, int maxBehind, int maxChannels, int maxMembers) {

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if one is not positive
	 */
	public IrcLimits {
		for (Duration time : new Duration[] { keepAlive, registrationTimeout, requestTimeout }) {
			Assert.isTrue(time.toMillis() > 0, "The times must be positive");
		}
		Assert.isTrue(!interval.isNegative(), "The interval must not be negative");
		for (int count : new int[] { burst, maxPending, maxReply, maxBehind, maxChannels, maxMembers }) {
			Assert.isTrue(count > 0, "The limits must be positive");
		}
	}

	/**
	 * A minute of silence, 30 seconds to answer; five lines at once, then one every two
	 * seconds as RFC 1459 section 8.10 has it.
	 * @return the default
	 */
	public static IrcLimits ofDefaults() {
		return new IrcLimits(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 5,
				Duration.ofSeconds(2), 100, 5_000, 1_000, 100, 10_000);
	}

	/**
	 * With another pace.
	 * @param burst how many lines may be sent at once
	 * @param interval how long each line counts, 0 for a server without flood control
	 * @return the limits
	 */
	public IrcLimits withPace(int burst, Duration interval) {
		return new IrcLimits(this.keepAlive, this.registrationTimeout, this.requestTimeout, burst, interval,
				this.maxPending, this.maxReply, this.maxBehind, this.maxChannels, this.maxMembers);
	}

	/**
	 * With another time of silence.
	 * @param keepAlive after how long a silent server is sent a PING
	 * @return the limits
	 */
	public IrcLimits withKeepAlive(Duration keepAlive) {
		return new IrcLimits(keepAlive, this.registrationTimeout, this.requestTimeout, this.burst, this.interval,
				this.maxPending, this.maxReply, this.maxBehind, this.maxChannels, this.maxMembers);
	}

}

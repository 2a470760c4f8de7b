package dev.torsion.words.irc.session;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a client has to wait before its next command is run: not at all until it has
 * used up its burst, then until the interval is over.
 */
final class FloodGate {

	private final IrcSettings.Flood flood;

	private final Clock clock;

	private long free;

	FloodGate(IrcSettings.Flood flood, Clock clock) {
		this.flood = flood;
		this.clock = clock;
	}

	/** One more command. */
	Duration pass() {
		long interval = this.flood.interval().toMillis();
		if (interval == 0) {
			return Duration.ZERO;
		}
		long now = this.clock.millis();
		this.free = Math.max(this.free, now - interval * this.flood.burst()) + interval;
		return (this.free <= now) ? Duration.ZERO : Duration.ofMillis(this.free - now);
	}

}

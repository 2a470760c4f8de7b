package dev.torsion.names.client.transfer;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import dev.torsion.names.zone.Zone;
import org.jspecify.annotations.Nullable;

/**
 * When a zone is checked again: as its SOA record says, within reason, and a little
 * sooner, so that the zones of a server do not all come at once.
 */
final class SecondaryTimes {

	private static final Duration MIN_REFRESH = Duration.ofMinutes(1);

	private static final Duration MIN_RETRY = Duration.ofSeconds(30);

	private static final Duration MAX_WAIT = Duration.ofDays(1);

	private static final Duration MAX_FIRST_WAIT = Duration.ofHours(1);

	private static final int MAX_DOUBLINGS = 7;

	private final DoubleSupplier random;

	SecondaryTimes(DoubleSupplier random) {
		this.random = random;
	}

	Duration refresh(Zone zone) {
		return jittered(within(zone.refresh(), MIN_REFRESH));
	}

	/** Twice as long each time where no zone says how long. */
	Duration retry(@Nullable Zone zone, int failures) {
		if (zone != null) {
			return jittered(within(zone.retry(), MIN_RETRY));
		}
		Duration wait = MIN_RETRY.multipliedBy(1L << Math.min(MAX_DOUBLINGS, failures - 1));
		return jittered((wait.compareTo(MAX_FIRST_WAIT) > 0) ? MAX_FIRST_WAIT : wait);
	}

	Duration expire(Zone zone) {
		Duration expire = seconds(zone.expire());
		return (expire.compareTo(MIN_REFRESH) < 0) ? MIN_REFRESH : expire;
	}

	private static Duration within(int seconds, Duration least) {
		Duration wait = seconds(seconds);
		return (wait.compareTo(least) < 0) ? least : (wait.compareTo(MAX_WAIT) > 0) ? MAX_WAIT : wait;
	}

	private static Duration seconds(int number) {
		return Duration.ofSeconds(Integer.toUnsignedLong(number));
	}

	private Duration jittered(Duration wait) {
		return Duration.ofMillis((long) (wait.toMillis() * (1 - this.random.getAsDouble() / 4)));
	}

}

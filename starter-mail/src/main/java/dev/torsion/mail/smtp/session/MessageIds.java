package dev.torsion.mail.smtp.session;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What messages are known by here: numbers that only grow, also from one start of the
 * application to the next, as long as there are no more than 4,096 in a millisecond.
 */
final class MessageIds {

	private static final int RADIX = 36;

	private static final int BITS = 12;

	private final AtomicLong last;

	MessageIds(Clock clock) {
		this.last = new AtomicLong(clock.millis() << BITS);
	}

	String next() {
		return Long.toString(this.last.incrementAndGet(), RADIX).toUpperCase(Locale.ROOT);
	}

}

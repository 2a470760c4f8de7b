package dev.torsion.words.test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.test.VirtualEventLoop;

/**
 * The time of a virtual event loop, from the first second of 2030 on.
 */
final class VirtualClock extends Clock {

	private static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

	private final VirtualEventLoop loop;

	VirtualClock(VirtualEventLoop loop) {
		this.loop = loop;
	}

	@Override
	public Instant instant() {
		return BEGINNING.plusNanos(this.loop.scheduler().now(TimeUnit.NANOSECONDS));
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}

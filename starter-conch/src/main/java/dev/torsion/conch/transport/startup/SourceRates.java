package dev.torsion.conch.transport.startup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often addresses may connect: so many in a second, of which those that were not made
 * in the second before may be made at once. Safe for use by many threads.
 */
final class SourceRates {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_SOURCES = 65_536;

	private final int perSecond;

	private final LongSupplier nanoTime;

	/** When an address would have all of its second again. */
	private final Map<Object, Long> sources = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
			return size() > MAX_SOURCES;
		}

	};

	/**
	 * Creates the rates.
	 * @param perSecond connections in a second, 0 for any number
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	SourceRates(int perSecond, LongSupplier nanoTime) {
		this.perSecond = perSecond;
		this.nanoTime = nanoTime;
	}

	synchronized boolean take(Object source) {
		if (this.perSecond == 0) {
			return true;
		}
		long now = this.nanoTime.getAsLong();
		Long before = this.sources.remove(source);
		long full = (before != null && before - now > 0) ? before : now;
		long after = full + SECOND / this.perSecond;
		boolean taken = after - now <= SECOND;
		this.sources.put(source, taken ? after : full);
		return taken;
	}

}

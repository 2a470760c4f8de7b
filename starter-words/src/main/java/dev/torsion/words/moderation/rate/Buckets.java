package dev.torsion.words.moderation.rate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets of one size, by whom they are for: full at first, and full again after a
 * while in which nothing is taken. Full ones are forgotten, and where there are too many
 * those that were used least recently. Safe to use from any thread.
 */
final class Buckets {

	private final long period;

	private final int size;

	private final int remembered;

	private final LongSupplier nanoTime;

	/** When the bucket is full again. */
	private final Map<Object, Long> fullAt = new LinkedHashMap<>(16, 0.75F, true);

	/**
	 * Creates full buckets.
	 * @param size how many tokens a bucket holds, 0 for any number
	 * @param period how long it takes to fill an empty one, in nanoseconds
	 * @param remembered how many buckets are remembered
	 * @param nanoTime the time
	 */
	Buckets(int size, long period, int remembered, LongSupplier nanoTime) {
		this.size = size;
		this.period = period;
		this.remembered = remembered;
		this.nanoTime = nanoTime;
	}

	/** Takes a token; whether there was one. */
	boolean take(Object key) {
		if (this.size == 0) {
			return true;
		}
		long now = this.nanoTime.getAsLong();
		synchronized (this.fullAt) {
			Long known = this.fullAt.get(key);
			long full = ((known != null && known - now > 0) ? known : now) + this.period / this.size;
			if (full - now > this.period) {
				return false;
			}
			this.fullAt.put(key, full);
			forget(now);
			return true;
		}
	}

	/** Two at most, so that there are fewer of these in time and nobody waits for it. */
	private void forget(long now) {
		Iterator<Long> eldest = this.fullAt.values().iterator();
		for (int i = 0; i < 2 && eldest.hasNext(); i++) {
			if (eldest.next() - now <= 0 || this.fullAt.size() > this.remembered) {
				eldest.remove();
			}
			else {
				return;
			}
		}
	}

	int remembered() {
		synchronized (this.fullAt) {
			return this.fullAt.size();
		}
	}

}

package dev.torsion.mail.smtp.session.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Token buckets of one size, by what they are for: full at first, and full again after a
 * minute in which nothing is taken. Those that were used least recently make room for
 * others. Safe to use from any thread.
 */
final class Buckets {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final LongSupplier nanoTime;

	private final int remembered;

	/** When the bucket is full again. */
	private final Map<Object, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
			return size() > Buckets.this.remembered;
		}

	};

	Buckets(int remembered, LongSupplier nanoTime) {
		this.remembered = remembered;
		this.nanoTime = nanoTime;
	}

	/** Takes a token of a bucket that holds so many; whether there was one. */
	boolean take(Object key, int size) {
		long now = this.nanoTime.getAsLong();
		synchronized (this.fullAt) {
			Long known = this.fullAt.get(key);
			long full = ((known != null && known - now > 0) ? known : now) + MINUTE / size;
			if (full - now > MINUTE) {
				return false;
			}
			this.fullAt.put(key, full);
			return true;
		}
	}

	int size() {
		synchronized (this.fullAt) {
			return this.fullAt.size();
		}
	}

}

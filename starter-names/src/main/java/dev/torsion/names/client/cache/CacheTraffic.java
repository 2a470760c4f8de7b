package dev.torsion.names.client.cache;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * How often something was known.
 *
 * @param hits how often it was
 * @param misses how often it was not
 * @param stale how often its time was over
 */
public record CacheTraffic(LongAdder hits, LongAdder misses, LongAdder stale) {

	CacheTraffic() {
		this(new LongAdder(), new LongAdder(), new LongAdder());
	}

	void count(@Nullable Hit hit) {
		if (hit == null) {
			this.misses.increment();
		}
		else if (hit.isStale()) {
			this.stale.increment();
		}
		else {
			this.hits.increment();
		}
	}

}

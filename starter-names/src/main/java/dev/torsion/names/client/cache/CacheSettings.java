package dev.torsion.names.client.cache;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * What is remembered, and for how long.
 *
 * @param maxSize about how much memory it may take
 * @param maxTtl longest time for records
 * @param maxNegativeTtl longest time for names and types that do not exist
 * @param maxStale how long after its time something may still be answered when nothing
 * better is to be had, RFC 8767
 * @param failureTtl how long a question that nobody could answer is not asked again, RFC
 * 9520
 */
public record CacheSettings(DataSize maxSize, Duration maxTtl, Duration maxNegativeTtl, Duration maxStale,
		Duration failureTtl) {

	/** What is right for most. */
	public static final CacheSettings DEFAULTS = new CacheSettings(DataSize.ofMegabytes(16), Duration.ofDays(1),
			Duration.ofHours(3), Duration.ofDays(1), Duration.ofSeconds(5));

}

package dev.torsion.names.client.iterate;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The delegations that are known.
 */
final class Delegations {

	private static final int MAX_ZONES = 20_000;

	private static final long MAX_TTL = Duration.ofDays(1).toSeconds();

	private final Cache<Name, Known> zones = Caffeine.newBuilder()
		.maximumSize(MAX_ZONES)
		.executor(Runnable::run)
		.build();

	private final LongSupplier clock;

	Delegations(LongSupplier clock) {
		this.clock = clock;
	}

	void put(Delegation delegation) {
		long until = this.clock.getAsLong() + 1000 * Math.min(delegation.ttl(), MAX_TTL);
		this.zones.put(delegation.zone(), new Known(delegation, until));
	}

	/**
	 * The deepest zone known that has a name, {@code null} if not even the root is known.
	 */
	@Nullable Delegation find(Name name) {
		for (int i = 0; i < name.labels(); i++) {
			Known known = this.zones.getIfPresent((i == 0) ? name : new Name(name, i));
			if (known != null && known.until() > this.clock.getAsLong()) {
				return known.delegation();
			}
		}
		return null;
	}

	void forget(Name zone) {
		this.zones.invalidate(zone);
	}

	/** A delegation and the time at which it ends, in milliseconds. */
	private record Known(Delegation delegation, long until) {

	}

}

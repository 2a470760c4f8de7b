package dev.torsion.names.autoconfigure.resolver;

import java.util.concurrent.atomic.LongAdder;

import dev.torsion.names.client.cache.CacheTraffic;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.upstream.UpstreamTraffic;
import dev.torsion.names.client.upstream.Upstreams;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What the resolver counts, as meters that are read when they are asked for.
 */
final class ResolverMetrics implements MeterBinder {

	private static final String PREFIX = "network.names.resolver.";

	private final DnsCache cache;

	private final Upstreams upstreams;

	ResolverMetrics(DnsCache cache, Upstreams upstreams) {
		this.cache = cache;
		this.upstreams = upstreams;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		CacheTraffic known = this.cache.traffic();
		counter(registry, "cache.lookups", known.hits(), Tags.of("result", "hit"));
		counter(registry, "cache.lookups", known.misses(), Tags.of("result", "miss"));
		counter(registry, "cache.lookups", known.stale(), Tags.of("result", "stale"));
		Gauge.builder(PREFIX + "cache.size", this.cache, DnsCache::size)
			.description("Record sets, aliases and absences that are remembered")
			.register(registry);
		UpstreamTraffic asked = this.upstreams.traffic();
		counter(registry, "queries", asked.sent(), Tags.of("transport", "udp"));
		counter(registry, "queries", asked.sentOverTcp(), Tags.of("transport", "tcp"));
		counter(registry, "timeouts", asked.timeouts(), Tags.empty());
		counter(registry, "near.misses", asked.nearMisses(), Tags.empty());
	}

	private static void counter(MeterRegistry registry, String name, LongAdder count, Tags tags) {
		FunctionCounter.builder(PREFIX + name, count, LongAdder::sum).description(switch (name) {
			case "cache.lookups" -> "What the cache was asked for";
			case "queries" -> "Queries sent to other servers";
			case "timeouts" -> "Queries that had no answer in time";
			default -> "Answers over UDP that were none, as somebody who guesses would send them";
		}).tags(tags).register(registry);
	}

}

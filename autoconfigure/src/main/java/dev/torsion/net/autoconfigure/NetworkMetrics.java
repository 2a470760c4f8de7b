package dev.torsion.net.autoconfigure;

import dev.torsion.net.ConnectionError;
import dev.torsion.net.ConnectionSource;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What listeners and clients count, as meters with the tag {@code listener} or
 * {@code client}. They are read when they are asked for, so that a connection costs
 * nothing more.
 */
final class NetworkMetrics implements MeterBinder {

	private final Iterable<ConnectionSource> sources;

	NetworkMetrics(Iterable<ConnectionSource> sources) {
		this.sources = sources;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.sources.forEach((source) -> {
			if (source instanceof NetworkListener) {
				bind(source, registry, new Naming("network", "accepted", "listener"));
			}
			else {
				bind(source, registry, new Naming("network.client", "made", "client"));
			}
		});
	}

	private static void bind(ConnectionSource source, MeterRegistry registry, Naming naming) {
		Traffic traffic = source.traffic();
		Tags tags = Tags.of(naming.tag(), source.name());
		String prefix = naming.prefix();
		Gauge.builder(prefix + ".connections", source, (it) -> it.connections().size())
			.description("Connections that are open")
			.tags(tags)
			.register(registry);
		FunctionCounter.builder(prefix + ".connections." + naming.total(), traffic, Traffic::accepted)
			.description("Connections, or datagrams, that were " + naming.total())
			.tags(tags)
			.register(registry);
		FunctionCounter.builder(prefix + ".received", traffic, Traffic::bytesReceived)
			.description("Bytes received, as they were on the wire")
			.baseUnit("bytes")
			.tags(tags)
			.register(registry);
		FunctionCounter.builder(prefix + ".sent", traffic, Traffic::bytesSent)
			.description("Bytes sent, as they were on the wire")
			.baseUnit("bytes")
			.tags(tags)
			.register(registry);
		for (ConnectionError error : ConnectionError.values()) {
			FunctionCounter.builder(prefix + ".errors", traffic, (it) -> it.errors(error))
				.description("Connections refused or ended by an error")
				.tags(tags.and("kind", error.kind()))
				.register(registry);
		}
	}

	/** Prometheus wants the same tags on all meters of a name. */
	private record Naming(String prefix, String total, String tag) {

	}

}

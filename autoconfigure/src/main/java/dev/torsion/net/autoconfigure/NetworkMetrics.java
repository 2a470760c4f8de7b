package dev.torsion.net.autoconfigure;

import dev.torsion.net.ConnectionError;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What listeners count, as meters with the tag {@code listener}. They are read when they
 * are asked for, so that a connection costs nothing more.
 */
final class NetworkMetrics implements MeterBinder {

	private final Iterable<NetworkListener> listeners;

	NetworkMetrics(Iterable<NetworkListener> listeners) {
		this.listeners = listeners;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.listeners.forEach((listener) -> bind(listener, registry));
	}

	private void bind(NetworkListener listener, MeterRegistry registry) {
		Traffic traffic = listener.traffic();
		Gauge.builder("network.connections", listener, (it) -> it.connections().size())
			.description("Connections that are open")
			.tag("listener", listener.name())
			.register(registry);
		FunctionCounter.builder("network.connections.accepted", traffic, Traffic::accepted)
			.description("Connections, or datagrams, that were accepted")
			.tag("listener", listener.name())
			.register(registry);
		FunctionCounter.builder("network.received", traffic, Traffic::bytesReceived)
			.description("Bytes received, as they were on the wire")
			.baseUnit("bytes")
			.tag("listener", listener.name())
			.register(registry);
		FunctionCounter.builder("network.sent", traffic, Traffic::bytesSent)
			.description("Bytes sent, as they were on the wire")
			.baseUnit("bytes")
			.tag("listener", listener.name())
			.register(registry);
		for (ConnectionError error : ConnectionError.values()) {
			FunctionCounter.builder("network.errors", traffic, (it) -> it.errors(error))
				.description("Connections refused or ended by an error")
				.tag("listener", listener.name())
				.tag("kind", error.kind())
				.register(registry);
		}
	}

}

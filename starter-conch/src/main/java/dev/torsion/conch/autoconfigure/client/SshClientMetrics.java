package dev.torsion.conch.autoconfigure.client;

import dev.torsion.conch.client.SshClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The connections of the SSH client, as meters.
 */
final class SshClientMetrics implements MeterBinder {

	private final SshClients clients;

	SshClientMetrics(SshClients clients) {
		this.clients = clients;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.clients.hosts()
			.forEach((host) -> Gauge
				.builder("network.conch.client.connections", this.clients, (it) -> it.connections(host))
				.description("Connections to SSH servers that are open")
				.tag("host", host)
				.register(registry));
	}

}

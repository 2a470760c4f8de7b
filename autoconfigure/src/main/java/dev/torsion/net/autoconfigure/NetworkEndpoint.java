package dev.torsion.net.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.torsion.net.Connection;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.ConnectionSource;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The {@code network} actuator endpoint: the listeners and clients with what they have
 * counted, and the connections of one of them.
 */
@Endpoint(id = "network", defaultAccess = Access.READ_ONLY)
public final class NetworkEndpoint {

	/** The most connections that are shown of a listener, the oldest first. */
	static final int MAX_CONNECTIONS = 1000;

	private final Iterable<ConnectionSource> sources;

	NetworkEndpoint(Iterable<ConnectionSource> sources) {
		this.sources = sources;
	}

	@ReadOperation
	Listeners listeners() {
		List<ListenerDescriptor> listeners = new ArrayList<>();
		List<ClientDescriptor> clients = new ArrayList<>();
		this.sources.forEach((source) -> {
			if (source instanceof NetworkListener listener) {
				listeners.add(ListenerDescriptor.of(listener));
			}
			else {
				clients.add(ClientDescriptor.of(source));
			}
		});
		listeners.sort(Comparator.comparing(ListenerDescriptor::name));
		clients.sort(Comparator.comparing(ClientDescriptor::name));
		return new Listeners(listeners, clients);
	}

	@ReadOperation
	@Nullable Connections connections(@Selector String name) {
		List<Connection> connections = new ArrayList<>();
		boolean known = false;
		for (ConnectionSource source : this.sources) {
			if (source.name().equals(name)) {
				known = true;
				connections.addAll(source.connections());
			}
		}
		return known ? new Connections(connections.stream()
			.sorted(Comparator.comparing(Connection::since))
			.limit(MAX_CONNECTIONS)
			.map(ConnectionDescriptor::of)
			.toList()) : null;
	}

	private static Map<String, Long> errors(Traffic traffic) {
		Map<String, Long> errors = new TreeMap<>();
		for (ConnectionError error : ConnectionError.values()) {
			if (traffic.errors(error) > 0) {
				errors.put(error.kind(), traffic.errors(error));
			}
		}
		return errors;
	}

	record Listeners(List<ListenerDescriptor> listeners, List<ClientDescriptor> clients) {

	}

	record Connections(List<ConnectionDescriptor> connections) {

	}

	record ListenerDescriptor(String name, boolean enabled, @Nullable String address, int connections, long accepted,
			long bytesReceived, long bytesSent, Map<String, Long> errors) {

		static ListenerDescriptor of(NetworkListener listener) {
			Traffic traffic = listener.traffic();
			Object address = listener.address();
			return new ListenerDescriptor(listener.name(), listener.isEnabled(),
					(address != null) ? address.toString() : null, listener.connections().size(), traffic.accepted(),
					traffic.bytesReceived(), traffic.bytesSent(), NetworkEndpoint.errors(traffic));
		}

	}

	record ClientDescriptor(String name, int connections, long made, long bytesReceived, long bytesSent,
			Map<String, Long> errors) {

		static ClientDescriptor of(ConnectionSource client) {
			Traffic traffic = client.traffic();
			return new ClientDescriptor(client.name(), client.connections().size(), traffic.accepted(),
					traffic.bytesReceived(), traffic.bytesSent(), NetworkEndpoint.errors(traffic));
		}

	}

	record ConnectionDescriptor(String peer, Instant since, boolean secure, long bytesReceived, long bytesSent) {

		static ConnectionDescriptor of(Connection connection) {
			return new ConnectionDescriptor(String.valueOf(connection.peer()), connection.since(),
					connection.isSecure(), connection.bytesReceived(), connection.bytesSent());
		}

	}

}

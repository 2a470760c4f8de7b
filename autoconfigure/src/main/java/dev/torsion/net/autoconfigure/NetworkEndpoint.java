package dev.torsion.net.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.torsion.net.Connection;
import dev.torsion.net.ConnectionError;
import dev.torsion.net.NetworkListener;
import dev.torsion.net.Traffic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The {@code network} actuator endpoint: the listeners with what they have counted, and
 * the connections of one of them.
 */
@Endpoint(id = "network", defaultAccess = Access.READ_ONLY)
public final class NetworkEndpoint {

	/** The most connections that are shown of a listener, the oldest first. */
	static final int MAX_CONNECTIONS = 1000;

	private final Iterable<NetworkListener> listeners;

	NetworkEndpoint(Iterable<NetworkListener> listeners) {
		this.listeners = listeners;
	}

	@ReadOperation
	Listeners listeners() {
		List<ListenerDescriptor> found = new ArrayList<>();
		this.listeners.forEach((listener) -> found.add(ListenerDescriptor.of(listener)));
		found.sort(Comparator.comparing(ListenerDescriptor::name));
		return new Listeners(found);
	}

	@ReadOperation
	@Nullable Connections connections(@Selector String name) {
		for (NetworkListener listener : this.listeners) {
			if (listener.name().equals(name)) {
				return new Connections(listener.connections()
					.stream()
					.sorted(Comparator.comparing(Connection::since))
					.limit(MAX_CONNECTIONS)
					.map(ConnectionDescriptor::of)
					.toList());
			}
		}
		return null;
	}

	record Listeners(List<ListenerDescriptor> listeners) {

	}

	record Connections(List<ConnectionDescriptor> connections) {

	}

	record ListenerDescriptor(String name, boolean enabled, @Nullable String address, int connections, long accepted,
			long bytesReceived, long bytesSent, Map<String, Long> errors) {

		static ListenerDescriptor of(NetworkListener listener) {
			Traffic traffic = listener.traffic();
			Map<String, Long> errors = new TreeMap<>();
			for (ConnectionError error : ConnectionError.values()) {
				if (traffic.errors(error) > 0) {
					errors.put(error.kind(), traffic.errors(error));
				}
			}
			Object address = listener.address();
			return new ListenerDescriptor(listener.name(), listener.isEnabled(),
					(address != null) ? address.toString() : null, listener.connections().size(), traffic.accepted(),
					traffic.bytesReceived(), traffic.bytesSent(), errors);
		}

	}

	record ConnectionDescriptor(String peer, Instant since, boolean secure, long bytesReceived, long bytesSent) {

		static ConnectionDescriptor of(Connection connection) {
			return new ConnectionDescriptor(String.valueOf(connection.peer()), connection.since(),
					connection.isSecure(), connection.bytesReceived(), connection.bytesSent());
		}

	}

}

package dev.torsion.names.store;

import java.net.InetAddress;
import java.util.Set;

import dev.torsion.net.address.AddressRanges;

/**
 * Some of the queries, by who asks and where: what they are answered from is not what
 * others are answered from.
 *
 * @param name the name of the view
 * @param clients whose queries are meant
 * @param listeners the names of the listeners ({@code names-udp}) whose queries are
 * meant, empty for all of them
 */
public record DnsView(String name, AddressRanges clients, Set<String> listeners) {

	public DnsView {
		listeners = Set.copyOf(listeners);
	}

	/**
	 * Whether a query is one of these.
	 * @param client who asks
	 * @param listener where
	 * @return whether it is
	 */
	public boolean matches(InetAddress client, String listener) {
		return (this.listeners.isEmpty() || this.listeners.contains(listener)) && this.clients.contains(client);
	}

}

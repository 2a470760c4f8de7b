package dev.torsion.names.autoconfigure.zones;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.torsion.names.store.DnsView;
import dev.torsion.net.address.AddressRanges;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of how zones are read, and of who sees them.
 *
 * @param reloadInterval how often to look whether zones have changed, 0 for never
 * @param includeAnywhere whether zone files may include files that are not below their
 * own folders
 * @param maxRecordsPerType most records of one type at one name in what comes from other
 * servers; for zone files there is a warning only. 0 for any number
 * @param maxTypesPerName most types at one name in what comes from other servers; for
 * zone files there is a warning only. 0 for any number
 * @param views list of views: who sees other zones than all do. The first one that a
 * query belongs to counts
 * @param database zones in the application's database
 */
@ConfigurationProperties("network.names")
public record StoreProperties(@DefaultValue("10s") Duration reloadInterval,
		@DefaultValue("false") boolean includeAnywhere, @DefaultValue("100") int maxRecordsPerType,
		@DefaultValue("100") int maxTypesPerName, @DefaultValue List<View> views, @DefaultValue Database database) {

	/**
	 * A view: queries that are answered from other zones.
	 *
	 * @param name name of the view, as zones have it
	 * @param clients comma-separated list of the clients that it is for: addresses,
	 * blocks such as '10.0.0.0/8', or 'loopback', 'private' and 'any'
	 * @param listeners comma-separated list of the listeners that it is for, such as
	 * 'names-tls'; all of them if empty
	 */
	public record View(String name, @DefaultValue("any") List<String> clients, @DefaultValue Set<String> listeners) {

		DnsView view() {
			return new DnsView(this.name, AddressRanges.of("network.names.views[].clients", this.clients),
					this.listeners);
		}

	}

	/**
	 * Zones in the application's database.
	 *
	 * @param enabled whether to serve the zones of the tables 'dns_zone' and 'dns_record'
	 */
	public record Database(boolean enabled) {

	}

}

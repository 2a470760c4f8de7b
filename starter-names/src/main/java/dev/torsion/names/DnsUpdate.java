package dev.torsion.names;

import java.net.InetAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * An update that somebody asks for, RFC 2136.
 *
 * @param zone the name of the zone
 * @param client who asks; over UDP and without a key that is not proved
 * @param key the name of the key that has signed it, {@code null} if it is not signed
 * @param changes what is to be changed, in this order
 */
public record DnsUpdate(Name zone, InetAddress client, @Nullable Name key, List<Change> changes) {

	public DnsUpdate {
		changes = List.copyOf(changes);
	}

	/**
	 * One change.
	 *
	 * @param name whose records are changed
	 * @param type the number of their type, {@link org.xbill.DNS.Type#ANY} for all
	 * @param delete whether records go
	 */
	public record Change(Name name, int type, boolean delete) {

	}

}

package dev.torsion.names.client.transfer;

import java.net.InetAddress;
import java.util.List;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * A zone that is copied from other servers.
 *
 * @param origin the name of the zone
 * @param primaries the servers, of which the next one is asked when one is not to be had
 */
public record Secondary(WireName origin, List<Peer> primaries) {

	public Secondary {
		primaries = List.copyOf(primaries);
	}

	/**
	 * Whether somebody may tell that the zone has changed: a server it is copied from, or
	 * whoever has the key.
	 * @param client who tells it
	 * @param key the name of the key that has signed it, {@code null} if none has
	 * @return whether it is so
	 */
	public boolean isTold(InetAddress client, @Nullable Name key) {
		return this.primaries.stream()
			.anyMatch((peer) -> peer.address().getAddress().equals(client)
					|| (peer.key() != null && peer.key().name().equals(key)));
	}

}

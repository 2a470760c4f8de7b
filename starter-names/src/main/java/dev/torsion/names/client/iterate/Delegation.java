package dev.torsion.names.client.iterate;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Who has a zone, as its parent tells it: never part of an answer, and never replaced by
 * what the zone says of itself, so that a zone that was taken from the parent ends with
 * the TTL that it had there (ghost domains).
 *
 * @param zone the zone
 * @param servers its servers, with the addresses that the parent may tell
 * @param ttl for how long it holds, in seconds
 */
record Delegation(Name zone, Map<Name, List<InetAddress>> servers, long ttl) {

	private static final int MAX_ADDRESSES = 16;

	/**
	 * Reads a referral. Addresses are taken only of servers whose names are below the
	 * zone of the one who tells them, and that are servers of the delegation.
	 * @param message the message, of a server of {@code parent}
	 * @param parent the zone that was asked
	 * @param maxServers most servers that are taken notice of
	 * @return the delegation, of no servers if the message has none
	 */
	static Delegation of(Message message, Name zone, Name parent, int maxServers) {
		Map<Name, List<InetAddress>> servers = new LinkedHashMap<>();
		long ttl = Long.MAX_VALUE;
		for (Record record : message.getSection(Section.AUTHORITY)) {
			if (record instanceof NSRecord server && record.getName().equals(zone) && record.getDClass() == DClass.IN
					&& servers.size() < maxServers) {
				ttl = Math.min(ttl, record.getTTL());
				servers.put(server.getTarget(), glue(message, server.getTarget(), parent));
			}
		}
		return new Delegation(zone, servers, ttl);
	}

	private static List<InetAddress> glue(Message message, Name server, Name parent) {
		if (!server.subdomain(parent)) {
			return List.of();
		}
		return message.getSection(Section.ADDITIONAL)
			.stream()
			.filter((record) -> record.getName().equals(server) && record.getDClass() == DClass.IN)
			.flatMap(Delegation::address)
			.limit(MAX_ADDRESSES)
			.toList();
	}

	static Stream<InetAddress> address(Record record) {
		if (record instanceof ARecord ipv4) {
			return Stream.of(ipv4.getAddress());
		}
		return (record instanceof AAAARecord ipv6) ? Stream.of(ipv6.getAddress()) : Stream.empty();
	}

}

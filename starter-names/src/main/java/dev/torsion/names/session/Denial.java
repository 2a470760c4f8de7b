package dev.torsion.names.session;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneSet;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * Completes negative answers with the SOA record of the zone around the name, which says
 * how long they are good (RFC 2308 section 3).
 */
final class Denial {

	private final ZoneSelector selector;

	Denial(ZoneSelector selector) {
		this.selector = selector;
	}

	DnsResponse complete(DnsExchange exchange, DnsResponse response) {
		boolean negative = response.rcode() == Rcode.NXDOMAIN || response.isNoData();
		if (!negative || !response.authoritative() || !response.authority().isEmpty()) {
			return response;
		}
		ZoneSet zones = this.selector.zones(exchange.client().getAddress(), exchange.listener());
		SearchName search = new SearchName();
		search.load(Records.name(last(exchange, response)));
		ZoneSet.Slot slot = zones.find(search, exchange.question().type());
		Zone zone = (slot != null) ? slot.zone() : null;
		return (zone == null) ? response : response.withAuthority(Records.records(zone.origin(), zone.negativeSoa()));
	}

	private static Name last(DnsExchange exchange, DnsResponse response) {
		if (response.answer().isEmpty()) {
			return exchange.question().name();
		}
		Record record = response.answer().get(response.answer().size() - 1);
		return (record instanceof CNAMERecord alias) ? alias.getTarget() : record.getName();
	}

}

package dev.torsion.names.controller;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.zone.Answer;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Search;
import dev.torsion.names.zone.ZoneSet;
import org.xbill.DNS.Rcode;

/**
 * What the zones have to say where methods do not.
 */
final class EnclosingZones {

	private final ZoneSelector selector;

	EnclosingZones(ZoneSelector selector) {
		this.selector = selector;
	}

	/**
	 * Whether the name of a query is in a zone.
	 * @param exchange the query
	 * @return whether it is
	 */
	boolean enclose(DnsExchange exchange) {
		return zones(exchange).find(search(exchange), exchange.question().type()) != null;
	}

	/**
	 * Whether the name of a query is in a zone that does not have it.
	 * @param exchange the query
	 * @return whether it is
	 */
	boolean deny(DnsExchange exchange) {
		Answer answer = new Answer();
		new Search().find(zones(exchange), search(exchange), exchange.question().type(), answer);
		return answer.rcode() == Rcode.NXDOMAIN;
	}

	private ZoneSet zones(DnsExchange exchange) {
		return this.selector.zones(exchange.client().getAddress(), exchange.listener());
	}

	private static SearchName search(DnsExchange exchange) {
		SearchName search = new SearchName();
		search.load(Records.name(exchange.question().name()));
		return search;
	}

}

package dev.torsion.names.session.update;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneNode;
import org.xbill.DNS.Record;

/**
 * Compares what zones have.
 */
final class ZoneContents {

	private ZoneContents() {
	}

	/** Whether a name owns the same in two zones, TTLs included. */
	static boolean areSame(Zone one, Zone other, WireName name) {
		List<RRset> sets = sets(one, name);
		List<RRset> others = sets(other, name);
		return sets.size() == others.size() && sets.stream()
			.allMatch((set) -> others.stream()
				.anyMatch((counterpart) -> counterpart.type() == set.type() && counterpart.ttl() == set.ttl()
						&& records(name, counterpart).equals(records(name, set))));
	}

	static List<RRset> sets(Zone zone, WireName name) {
		ZoneNode node = zone.find(name);
		return (node != null) ? node.sets() : List.of();
	}

	/** Without regard to order, TTL and the case of names. */
	static Set<Record> records(WireName name, RRset set) {
		return new HashSet<>(Records.records(name, set));
	}

}

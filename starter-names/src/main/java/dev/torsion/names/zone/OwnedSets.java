package dev.torsion.names.zone;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;

/**
 * What may stand together at one name.
 */
final class OwnedSets {

	private static final int RRSIG = 46;

	private static final int NSEC = 47;

	private OwnedSets() {
	}

	/**
	 * The sets with one more record. Records of one type get the lowest TTL of all (RFC
	 * 2181 section 5.2).
	 */
	static List<RRset> add(List<RRset> sets, int type, int ttl, byte[] rdata) {
		List<RRset> result = new ArrayList<>(sets.size() + 1);
		boolean found = false;
		for (RRset set : sets) {
			found |= set.type() == type;
			result.add((set.type() == type) ? set.with(rdata, Math.min(ttl, set.ttl())) : set);
		}
		if (!found) {
			result.add(RRset.of(type, ttl, rdata));
		}
		return result;
	}

	/** Whether records of a type are more than proofs of DNSSEC, RFC 4034 section 3. */
	static boolean isData(int type) {
		return type != RRSIG && type != NSEC;
	}

	/**
	 * Checks what a name owns.
	 * @throws ZoneException if that cannot be
	 */
	static void check(WireName name, List<RRset> sets, boolean apex) {
		boolean alias = false;
		boolean other = false;
		for (RRset set : sets) {
			alias |= set.type() == RecordTypes.CNAME;
			other |= set.type() != RecordTypes.CNAME && isData(set.type());
			if (set.size() > 1 && (set.type() == RecordTypes.CNAME || set.type() == RecordTypes.DNAME)) {
				throw new ZoneException(name + " has more than one "
						+ ((set.type() == RecordTypes.CNAME) ? "CNAME" : "DNAME") + " record");
			}
			if (set.type() == RecordTypes.SOA && !apex) {
				throw new ZoneException(name + " has an SOA record, but is not the name of the zone");
			}
		}
		if (alias && other) {
			throw new ZoneException(name + " has a CNAME record and others");
		}
	}

}

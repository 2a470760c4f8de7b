package dev.torsion.names.zone;

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

	/** Whether records of a type are more than proofs of DNSSEC, RFC 4034 section 3. */
	static boolean isData(int type) {
		return type != RRSIG && type != NSEC;
	}

	private static boolean isSingle(int type) {
		return type == RecordTypes.CNAME || type == RecordTypes.DNAME;
	}

	/**
	 * Checks how many records of a type a name owns.
	 * @throws ZoneException if there are too many
	 */
	static void checkSingle(WireName name, int type, int records) {
		if (records > 1 && isSingle(type)) {
			throw new ZoneException(
					name + " has more than one " + ((type == RecordTypes.CNAME) ? "CNAME" : "DNAME") + " record");
		}
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
			if (isSingle(set.type())) {
				checkSingle(name, set.type(), set.size());
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

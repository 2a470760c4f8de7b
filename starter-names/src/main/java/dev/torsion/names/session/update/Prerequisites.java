package dev.torsion.names.session.update;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneEdit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What has to be so before an update is made, RFC 2136 section 3.2.
 */
final class Prerequisites {

	private final WireName origin;

	private final Map<Wanted, Set<Record>> wanted = new HashMap<>();

	private Prerequisites(WireName origin) {
		this.origin = origin;
	}

	/**
	 * Checks them.
	 * @throws UpdateException if one is not met, or is malformed
	 */
	static void check(WireName origin, List<Record> records, ZoneEdit zone) {
		Prerequisites prerequisites = new Prerequisites(origin);
		records.forEach((record) -> prerequisites.check(record, zone));
		prerequisites.compare(zone);
	}

	private void check(Record record, ZoneEdit zone) {
		WireName name = Records.name(record.getName());
		refuseIf(record.getTTL() != 0, Rcode.FORMERR);
		refuseIf(!name.isWithin(this.origin), Rcode.NOTZONE);
		int type = record.getType();
		if (record.getDClass() == DClass.IN) {
			refuseIf(UpdateRecords.isMeta(type), Rcode.FORMERR);
			this.wanted.computeIfAbsent(new Wanted(name, type), (key) -> new HashSet<>()).add(record);
			return;
		}
		refuseIf(Records.rdata(record).length != 0, Rcode.FORMERR);
		boolean exists = (type == Type.ANY) ? !zone.sets(name).isEmpty() : zone.set(name, type) != null;
		if (record.getDClass() == DClass.ANY) {
			refuseIf(!exists, (type == Type.ANY) ? Rcode.NXDOMAIN : Rcode.NXRRSET);
		}
		else {
			refuseIf(record.getDClass() != DClass.NONE, Rcode.FORMERR);
			refuseIf(exists, (type == Type.ANY) ? Rcode.YXDOMAIN : Rcode.YXRRSET);
		}
	}

	private void compare(ZoneEdit zone) {
		this.wanted.forEach((wanted, records) -> {
			RRset set = zone.set(wanted.name(), wanted.type());
			refuseIf(set == null || !ZoneContents.records(wanted.name(), set).equals(records), Rcode.NXRRSET);
		});
	}

	private static void refuseIf(boolean wrong, int rcode) {
		if (wrong) {
			throw new UpdateException(rcode);
		}
	}

	private record Wanted(WireName name, int type) {

	}

}

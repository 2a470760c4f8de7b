package dev.torsion.names.session.update;

import java.nio.ByteBuffer;
import java.util.List;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.ZoneEdit;
import dev.torsion.names.zone.ZoneException;
import dev.torsion.names.zone.ZoneLimits;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * The changes of an update, RFC 2136 section 3.4.
 */
final class UpdateRecords {

	private UpdateRecords() {
	}

	/** Types that are asked for, but that no name owns. */
	static boolean isMeta(int type) {
		return type == 0 || type == Type.OPT || (type >= 128 && type <= 255);
	}

	/**
	 * Checks all of them before the first is made.
	 * @throws UpdateException if one is malformed, or lies outside the zone
	 */
	static void scan(WireName origin, List<Record> records) {
		for (Record record : records) {
			if (!Records.name(record.getName()).isWithin(origin)) {
				throw new UpdateException(Rcode.NOTZONE);
			}
			boolean empty = Records.rdata(record).length == 0;
			boolean any = record.getType() == Type.ANY;
			boolean good = switch (record.getDClass()) {
				case DClass.IN -> !isMeta(record.getType()) && !isTooEmpty(record, empty);
				case DClass.ANY -> record.getTTL() == 0 && empty && (any || !isMeta(record.getType()));
				case DClass.NONE -> record.getTTL() == 0 && !isMeta(record.getType());
				default -> false;
			};
			if (!good) {
				throw new UpdateException(Rcode.FORMERR);
			}
		}
	}

	/** Only some types, and those that nobody knows, can be without data. */
	private static boolean isTooEmpty(Record record, boolean empty) {
		int type = record.getType();
		return empty && type != Type.NULL && type != Type.APL && !Type.string(type).startsWith("TYPE");
	}

	/** Makes the changes, one after another. */
	static void apply(List<Record> records, ZoneEdit zone, WireName origin) {
		for (Record record : records) {
			WireName name = Records.name(record.getName());
			boolean apex = name.equals(origin);
			switch (record.getDClass()) {
				case DClass.IN -> add(record, zone, name, apex);
				case DClass.ANY -> removeSets(record.getType(), zone, name, apex);
				default -> remove(record, zone, name, apex);
			}
		}
	}

	/**
	 * Checks the names that records were added to.
	 * @throws UpdateException if one owns more than it may
	 */
	static void limit(List<Record> records, ZoneEdit zone, ZoneLimits limits) {
		try {
			for (Record record : records) {
				if (record.getDClass() == DClass.IN) {
					WireName name = Records.name(record.getName());
					limits.check(name, zone.sets(name));
				}
			}
		}
		catch (ZoneException ex) {
			throw new UpdateException(Rcode.REFUSED);
		}
	}

	private static void add(Record record, ZoneEdit zone, WireName name, boolean apex) {
		if (zone.isConflict(name, record.getType())) {
			return;
		}
		if (record instanceof SOARecord soa) {
			RRset current = zone.set(name, RecordTypes.SOA);
			if (!apex || current == null || SerialNumbers.isNewer(serial(current), (int) soa.getSerial())) {
				return;
			}
		}
		zone.add(record);
	}

	private static int serial(RRset soa) {
		byte[] data = soa.data();
		return ByteBuffer.wrap(data).getInt(data.length - 20);
	}

	private static void removeSets(int type, ZoneEdit zone, WireName name, boolean apex) {
		for (RRset set : List.copyOf(zone.sets(name))) {
			boolean kept = apex && (set.type() == RecordTypes.SOA || set.type() == RecordTypes.NS);
			if (!kept && (type == Type.ANY || type == set.type())) {
				zone.remove(name, set.type());
			}
		}
	}

	private static void remove(Record record, ZoneEdit zone, WireName name, boolean apex) {
		RRset set = zone.set(name, record.getType());
		boolean last = apex && record.getType() == RecordTypes.NS && set != null && set.size() == 1;
		if (record.getType() != RecordTypes.SOA && !last) {
			zone.remove(record);
		}
	}

}

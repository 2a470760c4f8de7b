package dev.torsion.names.store;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/**
 * The records that every zone needs, where they are not given: they are made up as RFC
 * 6303 has them, with the zone as its own name server.
 */
public final class ApexRecords {

	private static final int TTL = 3600;

	private static final int REFRESH = 7200;

	private static final int RETRY = 900;

	private static final int EXPIRE = 1209600;

	private static final int NEGATIVE = 300;

	private ApexRecords() {
	}

	/**
	 * Adds what a zone lacks of SOA and NS.
	 * @param builder the zone, with all that is given
	 * @param origin its name
	 * @param serial the serial number of an SOA that is made up
	 */
	public static void complete(ZoneBuilder builder, WireName origin, long serial) {
		Name name = Records.name(origin);
		if (builder.ttl(origin, RecordTypes.NS) < 0) {
			builder.add(new NSRecord(name, DClass.IN, TTL, name));
		}
		if (builder.ttl(origin, RecordTypes.SOA) < 0) {
			builder.add(new SOARecord(name, DClass.IN, TTL, server(builder, origin),
					Name.fromConstantString("nobody.invalid."), serial & 0xffffffffL, REFRESH, RETRY, EXPIRE,
					NEGATIVE));
		}
	}

	private static Name server(ZoneBuilder builder, WireName origin) {
		for (RRset set : builder.sets(origin)) {
			if (set.type() == RecordTypes.NS) {
				return Records.name(set.target(0));
			}
		}
		return Records.name(origin);
	}

}

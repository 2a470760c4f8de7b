package dev.torsion.names.store.file;

import java.time.Clock;
import java.util.List;

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
 * A zone whose records are lines of the configuration, such as
 * {@code www 300 A 10.0.0.5}: names are relative to that of the zone, which is {@code @}.
 * A line without a TTL has 3600 seconds. What is not given is made up as RFC 6303 has it:
 * the zone is its own name server.
 *
 * @param origin the name of the zone
 * @param lines a record each
 */
public record ZoneRecords(WireName origin, List<String> lines) {

	private static final int TTL = 3600;

	private static final int REFRESH = 7200;

	private static final int RETRY = 900;

	private static final int EXPIRE = 1209600;

	private static final int NEGATIVE = 300;

	public ZoneRecords {
		lines = List.copyOf(lines);
	}

	/**
	 * Makes the zone.
	 * @param clock where the serial number of an SOA that is made up is from: the time in
	 * seconds
	 * @return the zone, and what is odd about it
	 * @throws ZoneFileException if a line is wrong; it tells which
	 */
	public LoadedZone load(Clock clock) {
		Warnings warnings = new Warnings();
		TextLines text = new TextLines(this.origin.toString(), this.lines);
		ZoneBuilder builder = new ZoneReader(this.origin, text, warnings).read(TTL);
		Name name = Records.name(this.origin);
		if (!has(builder, RecordTypes.NS)) {
			builder.add(new NSRecord(name, DClass.IN, TTL, name));
		}
		if (!has(builder, RecordTypes.SOA)) {
			builder.add(soa(builder, name, clock.instant().getEpochSecond()));
		}
		return new LoadedZone(builder.build(), warnings.texts());
	}

	private SOARecord soa(ZoneBuilder builder, Name name, long serial) {
		Name server = name;
		for (RRset set : builder.sets(this.origin)) {
			if (set.type() == RecordTypes.NS) {
				server = Records.name(WireName.of(set.rdatas().iterator().next()));
			}
		}
		Name hostmaster = Name.fromConstantString("nobody.invalid.");
		return new SOARecord(name, DClass.IN, TTL, server, hostmaster, serial & 0xffffffffL, REFRESH, RETRY, EXPIRE,
				NEGATIVE);
	}

	private boolean has(ZoneBuilder builder, int type) {
		return builder.sets(this.origin).stream().anyMatch((set) -> set.type() == type);
	}

}

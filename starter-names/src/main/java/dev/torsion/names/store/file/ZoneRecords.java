package dev.torsion.names.store.file;

import java.time.Clock;
import java.util.List;

import dev.torsion.names.store.ApexRecords;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.ZoneBuilder;

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
		ApexRecords.complete(builder, this.origin, clock.instant().getEpochSecond());
		return new LoadedZone(builder.build(), warnings.texts());
	}

}

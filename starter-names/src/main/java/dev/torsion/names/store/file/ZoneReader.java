package dev.torsion.names.store.file;

import java.io.IOException;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Reads records out of lines into a zone, one at a time; each error has its line.
 */
final class ZoneReader {

	/** Where the parser thinks it is; it sees no files. */
	private static final String PARSER_POSITION = "^(<[^>]*>:\\d+: )+";

	private final WireName origin;

	private final Lines lines;

	private final Warnings warnings;

	private final ZoneBuilder builder;

	ZoneReader(WireName origin, Lines lines, Warnings warnings) {
		this.origin = origin;
		this.lines = lines;
		this.warnings = warnings;
		this.builder = new ZoneBuilder(origin);
	}

	/**
	 * Reads all records.
	 * @param ttl the TTL of records that tell none, -1 to refuse them
	 * @return the zone so far
	 * @throws ZoneFileException if a line is wrong
	 */
	ZoneBuilder read(long ttl) {
		try (Master master = new Master(new LineInput(this.lines), Records.name(this.origin), ttl)) {
			for (Record data = next(master); data != null; data = next(master)) {
				this.lines.owner(data.getName());
				add(data);
			}
		}
		return this.builder;
	}

	/** The parser throws whatever the constructors of its records do. */
	private @Nullable Record next(Master master) {
		try {
			return master.nextRecord();
		}
		catch (ZoneFileException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			String message = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
			throw new ZoneFileException(this.lines.where(), message.replaceFirst(PARSER_POSITION, ""), ex);
		}
	}

	private void add(Record data) {
		WireName name = Records.name(data.getName());
		if (!name.isWithin(this.origin)) {
			warn(name + " is not within the zone " + this.origin + ", and is left out");
			return;
		}
		int ttl = this.builder.ttl(name, data.getType());
		if (ttl >= 0) {
			checkSecond(name, ttl, data);
		}
		if (!Records.isData(data.getType())) {
			throw new ZoneFileException(this.lines.where(), Type.string(data.getType()) + " is no type of data");
		}
		try {
			this.builder.add(data);
		}
		catch (ZoneException ex) {
			throw new ZoneFileException(this.lines.where(), ex.getMessage(), ex);
		}
	}

	private void checkSecond(WireName name, int ttl, Record data) {
		if (data.getType() == RecordTypes.SOA) {
			throw new ZoneFileException(this.lines.where(), name + " has a second SOA record");
		}
		if (ttl != Records.ttl(data)) {
			warn(name + " " + Type.string(data.getType()) + " has records of different TTLs; all get the lowest");
		}
	}

	private void warn(String text) {
		this.warnings.add(this.lines.where(), text);
	}

}

package dev.torsion.names.store.file;

import java.io.IOException;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.RRset;
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

	private static final int FIRST_QUESTION_TYPE = 128;

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
		RRset before = set(name, data.getType());
		if (before != null) {
			checkSecond(name, before, data);
		}
		if (data.getType() == 0 || data.getType() == Type.OPT
				|| (data.getType() >= FIRST_QUESTION_TYPE && data.getType() <= Type.ANY)) {
			throw new ZoneFileException(this.lines.where(), Type.string(data.getType()) + " is no type of data");
		}
		try {
			this.builder.add(data);
		}
		catch (ZoneException ex) {
			throw new ZoneFileException(this.lines.where(), ex.getMessage(), ex);
		}
	}

	private void checkSecond(WireName name, RRset before, Record data) {
		if (before.type() == RecordTypes.SOA) {
			throw new ZoneFileException(this.lines.where(), name + " has a second SOA record");
		}
		if (before.ttl() != Records.ttl(data)) {
			warn(name + " " + Type.string(before.type()) + " has records of different TTLs; all get the lowest");
		}
	}

	private @Nullable RRset set(WireName name, int type) {
		for (RRset set : this.builder.sets(name)) {
			if (set.type() == type) {
				return set;
			}
		}
		return null;
	}

	private void warn(String text) {
		this.warnings.add(this.lines.where(), text);
	}

}

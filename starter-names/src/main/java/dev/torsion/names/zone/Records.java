package dev.torsion.names.zone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.torsion.names.wire.RecordLayout;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Records of the library and those of zones, one from the other.
 */
public final class Records {

	private static final int FIXED = 10;

	private static final int FIRST_QUESTION_TYPE = 128;

	private Records() {
	}

	/**
	 * The name as on the wire.
	 * @param name an absolute name
	 * @return the name
	 */
	public static WireName name(Name name) {
		return WireName.of(name.toWire());
	}

	/**
	 * The name of the library.
	 * @param name a name
	 * @return the name
	 */
	public static Name name(WireName name) {
		try {
			return new Name(name.toBytes());
		}
		catch (IOException ex) {
			throw new IllegalStateException("A name that is none", ex);
		}
	}

	/**
	 * The data of a record as on the wire, names uncompressed and in the case they have.
	 * @param record the record
	 * @return the data
	 * @throws ZoneException if the library has read from text what has no form on the
	 * wire
	 */
	public static byte[] rdata(Record record) {
		try {
			byte[] wire = record.toWire(Section.ANSWER);
			return Arrays.copyOfRange(wire, record.getName().length() + FIXED, wire.length);
		}
		catch (RuntimeException ex) {
			// It fails as it likes: what it has read is not always complete
			throw new ZoneException(record.getName() + " has data that no message can have: " + ex.getMessage());
		}
	}

	/**
	 * The record of a set that is the same as another, names in it whatever their case.
	 * @param set the set
	 * @param owner the name that owns both
	 * @param rdata the data of the other
	 * @return its data as the set has it; {@code null} if the set does not have it
	 */
	static byte @Nullable [] same(RRset set, WireName owner, byte[] rdata) {
		if (set.contains(rdata)) {
			return rdata;
		}
		if (RecordLayout.of(set.type()).names() == 0) {
			return null;
		}
		Record other = Record.newRecord(name(owner), set.type(), DClass.IN, 0, rdata);
		return records(owner, set).stream().filter(other::equals).map(Records::rdata).findFirst().orElse(null);
	}

	/**
	 * Whether a zone may have records of a type: it is not one that messages alone have,
	 * RFC 6895 section 3.1.
	 * @param type the number of the type
	 * @return whether it may
	 */
	public static boolean isData(int type) {
		return type > 0 && type != Type.OPT && (type < FIRST_QUESTION_TYPE || type > Type.ANY);
	}

	/**
	 * The TTL of a record.
	 * @param record the record
	 * @return the time in seconds; 0 for one with the highest bit set (RFC 2181 section
	 * 8)
	 */
	public static int ttl(Record record) {
		long ttl = record.getTTL();
		return (ttl > Integer.MAX_VALUE) ? 0 : (int) ttl;
	}

	/**
	 * The records of a set.
	 * @param owner the name that owns them
	 * @param set the set
	 * @return the records
	 */
	public static List<Record> records(WireName owner, RRset set) {
		Name name = name(owner);
		List<Record> records = new ArrayList<>();
		for (byte[] rdata : set.rdatas()) {
			records.add(Record.newRecord(name, set.type(), DClass.IN, set.ttl(), rdata));
		}
		return records;
	}

}

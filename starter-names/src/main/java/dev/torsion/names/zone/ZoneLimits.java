package dev.torsion.names.zone;

import java.util.List;

import dev.torsion.names.wire.WireName;
import org.xbill.DNS.Type;

/**
 * How much a name may own in zones that come from others, as answers and changes of big
 * sets cost the more the bigger they are (CVE-2024-1737).
 *
 * @param maxRecordsPerType the most records of one type, 0 for any number
 * @param maxTypesPerName the most types, 0 for any number
 */
public record ZoneLimits(int maxRecordsPerType, int maxTypesPerName) {

	/** For zones of one's own. */
	public static final ZoneLimits NONE = new ZoneLimits(0, 0);

	/**
	 * Checks what a name owns.
	 * @param name the name
	 * @param sets its sets
	 * @throws ZoneException if that is more than it may
	 */
	public void check(WireName name, List<RRset> sets) {
		checkTypes(name, sets.size());
		if (this.maxRecordsPerType > 0) {
			sets.forEach((set) -> checkRecords(name, set.type(), set.size()));
		}
	}

	void checkTypes(WireName name, int types) {
		if (this.maxTypesPerName > 0 && types > this.maxTypesPerName) {
			throw new ZoneException(name + " has records of more than " + this.maxTypesPerName + " types");
		}
	}

	void checkRecords(WireName name, int type, int records) {
		if (this.maxRecordsPerType > 0 && records > this.maxRecordsPerType) {
			throw new ZoneException(
					name + " has more than " + this.maxRecordsPerType + " " + Type.string(type) + " records");
		}
	}

}

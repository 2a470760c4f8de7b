package dev.torsion.names.wire;

import java.util.Map;

/**
 * Where names are in the data of a record. Only the types of RFC 1035 have theirs
 * compressed when they are sent (RFC 3597 section 4).
 *
 * @param prefix how many bytes come before the names
 * @param names how many names follow
 * @param compressed whether they are compressed
 * @param target whether the addresses of the first name help the client: they go into the
 * additional section
 */
public record RecordLayout(int prefix, int names, boolean compressed, boolean target) {

	private static final RecordLayout OPAQUE = new RecordLayout(0, 0, false, false);

	private static final RecordLayout ONE_NAME = new RecordLayout(0, 1, true, false);

	private static final RecordLayout TWO_NAMES = new RecordLayout(0, 2, true, false);

	/** By numbers of types, for those that have names worth knowing. */
	private static final Map<Integer, RecordLayout> LAYOUTS = Map.ofEntries(
			Map.entry(RecordTypes.NS, new RecordLayout(0, 1, true, true)), Map.entry(3, ONE_NAME),
			Map.entry(4, ONE_NAME), Map.entry(RecordTypes.CNAME, ONE_NAME), Map.entry(RecordTypes.SOA, TWO_NAMES),
			Map.entry(7, ONE_NAME), Map.entry(8, ONE_NAME), Map.entry(9, ONE_NAME),
			Map.entry(RecordTypes.PTR, ONE_NAME), Map.entry(14, TWO_NAMES),
			Map.entry(RecordTypes.MX, new RecordLayout(2, 1, true, true)),
			Map.entry(RecordTypes.SRV, new RecordLayout(6, 1, false, true)),
			Map.entry(RecordTypes.DNAME, new RecordLayout(0, 1, false, false)));

	private static final RecordLayout[] LOW = new RecordLayout[64];

	static {
		for (int type = 0; type < LOW.length; type++) {
			LOW[type] = LAYOUTS.getOrDefault(type, OPAQUE);
		}
	}

	/**
	 * The layout of a type.
	 * @param type the number of the type
	 * @return its layout; one without names for types that are not known
	 */
	public static RecordLayout of(int type) {
		return (type < LOW.length) ? LOW[type] : OPAQUE;
	}

}

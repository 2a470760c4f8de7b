package dev.torsion.names.zone;

import java.util.Iterator;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A zone at one moment: its names and what they own. Immutable, so that it is read by all
 * threads without a lock and swapped whole; made by a {@link ZoneBuilder}, changed by a
 * {@link ZoneEdit}.
 */
public final class Zone implements Iterable<ZoneNode> {

	private final WireName origin;

	private final NodeTable nodes;

	private final ZoneNode apex;

	private final RRset soa;

	private final RRset negativeSoa;

	Zone(WireName origin, NodeTable nodes) {
		this.origin = origin;
		this.nodes = nodes;
		ZoneNode apex = nodes.find(origin);
		RRset soa = (apex != null) ? apex.find(RecordTypes.SOA) : null;
		if (apex == null || soa == null) {
			throw new ZoneException("The zone " + origin + " has no SOA record");
		}
		if (soa.size() > 1) {
			throw new ZoneException("The zone " + origin + " has more than one SOA record");
		}
		this.apex = apex;
		this.soa = soa;
		this.negativeSoa = soa.withTtl((int) Math.min(soa.ttl(), Integer.toUnsignedLong(number(16))));
	}

	/**
	 * The name of the zone.
	 * @return the name of its apex
	 */
	public WireName origin() {
		return this.origin;
	}

	/**
	 * The apex.
	 * @return the node of the name of the zone
	 */
	public ZoneNode apex() {
		return this.apex;
	}

	/**
	 * The start of authority.
	 * @return the one SOA record
	 */
	public RRset soa() {
		return this.soa;
	}

	/**
	 * The SOA record for negative answers, its TTL being how long these are kept (RFC
	 * 2308 section 3).
	 * @return the record
	 */
	public RRset negativeSoa() {
		return this.negativeSoa;
	}

	/**
	 * The serial number, RFC 1982.
	 * @return the number, to be taken as unsigned
	 */
	public int serial() {
		return number(0);
	}

	/**
	 * After how long a secondary asks for a new serial number.
	 * @return the time in seconds
	 */
	public int refresh() {
		return number(4);
	}

	/**
	 * After how long a secondary asks again when it got no answer.
	 * @return the time in seconds
	 */
	public int retry() {
		return number(8);
	}

	/**
	 * After how long without an answer a secondary stops to serve the zone.
	 * @return the time in seconds
	 */
	public int expire() {
		return number(12);
	}

	/** One of the five numbers at the end of the SOA record. */
	private int number(int offset) {
		byte[] data = this.soa.data();
		int at = data.length - 20 + offset;
		return (data[at] & 0xff) << 24 | (data[at + 1] & 0xff) << 16 | (data[at + 2] & 0xff) << 8
				| (data[at + 3] & 0xff);
	}

	/**
	 * Finds a name.
	 * @param name the name
	 * @param label how many of its first labels to leave out
	 * @return its node, hidden or not; {@code null} if the zone does not have it
	 */
	public @Nullable ZoneNode find(SearchName name, int label) {
		return this.nodes.find(name, label);
	}

	/**
	 * Finds a name.
	 * @param name the name
	 * @return its node, hidden or not; {@code null} if the zone does not have it
	 */
	public @Nullable ZoneNode find(WireName name) {
		return this.nodes.find(name);
	}

	/**
	 * Finds the wildcard below a name.
	 * @param name the name
	 * @param label how many of its first labels to leave out
	 * @return its node; {@code null} if the zone does not have it
	 */
	@Nullable ZoneNode findWildcard(SearchName name, int label) {
		return this.nodes.findWildcard(name, label);
	}

	/**
	 * How many names the zone has, empty ones included.
	 * @return the number, at least 1
	 */
	public int size() {
		return this.nodes.size();
	}

	/**
	 * Begins a change of this zone.
	 * @return the change, which makes another zone
	 */
	public ZoneEdit edit() {
		return new ZoneEdit(this);
	}

	NodeTable nodes() {
		return this.nodes;
	}

	/** All names, in no particular order. */
	@Override
	public Iterator<ZoneNode> iterator() {
		return this.nodes.iterator();
	}

	@Override
	public String toString() {
		return this.origin + " " + Integer.toUnsignedString(serial());
	}

}

package dev.torsion.names.zone;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/**
 * A change of a zone, which itself stays as it is; to be used by one thread, once. It
 * costs as much as what is changed, unless delegations or DNAMEs come or go.
 */
public final class ZoneEdit {

	private final Zone zone;

	private final Map<WireName, List<RRset>> changed = new LinkedHashMap<>();

	private final Map<WireName, @Nullable ZoneNode> nodes = new HashMap<>();

	private boolean hiding;

	ZoneEdit(Zone zone) {
		this.zone = zone;
	}

	/**
	 * What a name owns after the changes so far.
	 * @param name the name
	 * @return its sets, none if it owns nothing
	 */
	public List<RRset> sets(WireName name) {
		List<RRset> sets = this.changed.get(name);
		if (sets != null) {
			return sets;
		}
		ZoneNode node = this.zone.find(name);
		return (node != null) ? node.sets() : List.of();
	}

	/**
	 * The records of a type after the changes so far.
	 * @param name the name
	 * @param type the number of the type
	 * @return the records, or {@code null} if there are none
	 */
	public @Nullable RRset set(WireName name, int type) {
		return sets(name).stream().filter((set) -> set.type() == type).findFirst().orElse(null);
	}

	/**
	 * Puts records in the place of those of their type.
	 * @param name their owner
	 * @param set the records
	 * @return this change
	 * @throws ZoneException if the name lies outside the zone
	 */
	public ZoneEdit put(WireName name, RRset set) {
		if (!name.isWithin(this.zone.origin())) {
			throw new ZoneException(name + " is not within the zone " + this.zone.origin());
		}
		List<RRset> sets = new ArrayList<>(sets(name));
		sets.removeIf((other) -> other.type() == set.type());
		sets.add(set);
		this.changed.put(name, sets);
		return this;
	}

	/**
	 * Takes the records of a type away.
	 * @param name their owner
	 * @param type the number of the type
	 * @return this change
	 */
	public ZoneEdit remove(WireName name, int type) {
		List<RRset> sets = new ArrayList<>(sets(name));
		if (sets.removeIf((other) -> other.type() == type)) {
			this.changed.put(name, sets);
		}
		return this;
	}

	/**
	 * Adds a record: to those of its type, or in the place of the one there can be (SOA,
	 * CNAME, DNAME). One that is there already gives its TTL to all of its type.
	 * @param record the record
	 * @return this change
	 * @throws ZoneException if the name lies outside the zone
	 */
	public ZoneEdit add(Record record) {
		return add(Records.name(record.getName()), record.getType(), Records.ttl(record), Records.rdata(record));
	}

	/**
	 * Adds a record, as {@link #add(Record)} does.
	 * @param name its owner
	 * @param type the number of its type
	 * @param ttl its TTL in seconds
	 * @param rdata its data
	 * @return this change
	 * @throws ZoneException if the name lies outside the zone
	 */
	public ZoneEdit add(WireName name, int type, int ttl, byte[] rdata) {
		RRset set = set(name, type);
		boolean single = type == RecordTypes.SOA || type == RecordTypes.CNAME || type == RecordTypes.DNAME;
		byte[] same = (set == null || single) ? null : Records.same(set, name, rdata);
		if (set == null || single) {
			return put(name, RRset.of(type, ttl, rdata));
		}
		return put(name, set.with((same != null) ? same : rdata, ttl));
	}

	/**
	 * Takes one record away.
	 * @param record the record; its TTL and the case of names in it do not matter
	 * @return this change
	 */
	public ZoneEdit remove(Record record) {
		return remove(Records.name(record.getName()), record.getType(), Records.rdata(record));
	}

	/**
	 * Takes one record away.
	 * @param name its owner
	 * @param type the number of its type
	 * @param rdata its data; the case of names in it does not matter
	 * @return this change
	 */
	public ZoneEdit remove(WireName name, int type, byte[] rdata) {
		RRset set = set(name, type);
		byte[] same = (set != null) ? Records.same(set, name, rdata) : null;
		if (set == null || same == null) {
			return this;
		}
		RRset left = set.without(same);
		return (left != null) ? put(name, left) : remove(name, type);
	}

	/**
	 * Whether records of a type cannot stand beside what a name owns: one of the two is a
	 * CNAME.
	 * @param name the name
	 * @param type the number of the type
	 * @return whether they cannot
	 */
	public boolean isConflict(WireName name, int type) {
		return sets(name).stream()
			.anyMatch((set) -> set.type() != type && OwnedSets.isData(set.type()) && OwnedSets.isData(type)
					&& (set.type() == RecordTypes.CNAME || type == RecordTypes.CNAME));
	}

	/**
	 * Sets the serial number.
	 * @param serial the number, to be taken as unsigned
	 * @return this change
	 */
	public ZoneEdit serial(int serial) {
		WireName origin = this.zone.origin();
		RRset set = set(origin, RecordTypes.SOA);
		byte[] rdata = ((set != null) ? set : this.zone.soa()).rdatas().get(0);
		ByteBuffer.wrap(rdata).putInt(rdata.length - 20, serial);
		return put(origin, RRset.of(RecordTypes.SOA, ((set != null) ? set : this.zone.soa()).ttl(), rdata));
	}

	/**
	 * The names that were touched so far.
	 * @return the names, whether or not they own anything else now
	 */
	public Set<WireName> names() {
		return Set.copyOf(this.changed.keySet());
	}

	/**
	 * Makes the changed zone.
	 * @return the zone; the one that was changed if nothing differs
	 * @throws ZoneException if the records make no zone
	 */
	public Zone build() {
		this.changed.forEach((name, sets) -> OwnedSets.check(name, sets, name.equals(this.zone.origin())));
		this.changed.forEach(this::apply);
		if (this.nodes.isEmpty()) {
			return this.zone;
		}
		NodeTable table = this.zone.nodes().with(this.nodes);
		if (this.hiding) {
			table = table.with(occlusions(table));
		}
		return new Zone(this.zone.origin(), table);
	}

	private void apply(WireName name, List<RRset> sets) {
		ZoneNode before = current(name);
		if (before == null && sets.isEmpty()) {
			return;
		}
		ZoneNode base = (before != null) ? before : created(name);
		ZoneNode after = base.withSets(sets);
		this.hiding |= base.isCut() != after.isCut() || base.isRedirected() != after.isRedirected();
		this.nodes.put(name, after);
		vanishIfEmpty(after);
	}

	private @Nullable ZoneNode current(WireName name) {
		return this.nodes.containsKey(name) ? this.nodes.get(name) : this.zone.find(name);
	}

	/** A name that was not there, with those above it. */
	private ZoneNode created(WireName name) {
		WireName above = name.parent();
		ZoneNode parent = current(above);
		if (parent == null) {
			parent = created(above);
		}
		this.nodes.put(above, parent.withChildren(parent.children() + 1));
		ZoneNode node = ZoneNode.empty(name, false).withOccluded(parent.hidesBelow());
		this.nodes.put(name, node);
		return node;
	}

	private void vanishIfEmpty(ZoneNode node) {
		if (!node.isEmpty() || node.children() > 0 || node.isApex()) {
			return;
		}
		this.nodes.put(node.name(), null);
		ZoneNode parent = current(node.name().parent());
		if (parent != null) {
			ZoneNode left = parent.withChildren(parent.children() - 1);
			this.nodes.put(left.name(), left);
			vanishIfEmpty(left);
		}
	}

	private Map<WireName, @Nullable ZoneNode> occlusions(NodeTable table) {
		Map<WireName, @Nullable ZoneNode> result = new HashMap<>();
		for (ZoneNode node : table) {
			boolean hidden = isHidden(node.name(), table);
			if (hidden != node.isOccluded()) {
				result.put(node.name(), node.withOccluded(hidden));
			}
		}
		return result;
	}

	private boolean isHidden(WireName name, NodeTable table) {
		WireName above = name;
		while (!above.equals(this.zone.origin())) {
			above = above.parent();
			ZoneNode node = table.find(above);
			if (node != null && (node.isCut() || node.isRedirected())) {
				return true;
			}
		}
		return false;
	}

}

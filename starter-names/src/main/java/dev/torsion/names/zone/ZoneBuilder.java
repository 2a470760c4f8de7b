package dev.torsion.names.zone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;

/**
 * Makes a zone of records, which may come in any order; to be used by one thread, once.
 */
public final class ZoneBuilder {

	private final WireName origin;

	private Map<WireName, Entry> entries = new HashMap<>();

	private final ZoneLimits limits;

	private boolean hiding;

	/**
	 * Begins a zone of one's own.
	 * @param origin the name of the zone
	 */
	public ZoneBuilder(WireName origin) {
		this(origin, ZoneLimits.NONE);
	}

	/**
	 * Begins a zone.
	 * @param origin the name of the zone
	 * @param limits how much a name may own
	 */
	public ZoneBuilder(WireName origin, ZoneLimits limits) {
		this.origin = origin;
		this.limits = limits;
		this.entries.put(origin, new Entry());
	}

	/**
	 * Adds a record.
	 * @param record the record
	 * @return this builder
	 * @throws ZoneException if the zone cannot have it: it lies outside, is of another
	 * class, or does not go together with those before
	 */
	public ZoneBuilder add(Record record) {
		if (record.getDClass() != DClass.IN) {
			throw new ZoneException(record.getName() + " is not of class IN");
		}
		return add(Records.name(record.getName()), record.getType(), Records.ttl(record), Records.rdata(record));
	}

	/**
	 * Adds a record.
	 * @param name its owner
	 * @param type the number of its type
	 * @param ttl its TTL in seconds
	 * @param rdata its data
	 * @return this builder
	 * @throws ZoneException if the zone cannot have it
	 */
	public ZoneBuilder add(WireName name, int type, int ttl, byte[] rdata) {
		Entry entry = this.entries.get(name);
		if (entry == null) {
			if (!name.isWithin(this.origin)) {
				throw new ZoneException(name + " is not within the zone " + this.origin);
			}
			entry = new Entry();
			this.entries.put(name, entry);
		}
		if (!entry.grow(type, ttl, rdata, (records) -> check(name, type, records))) {
			List<RRset> sets = new ArrayList<>(entry.sets);
			sets.add(RRset.of(type, ttl, rdata));
			OwnedSets.check(name, sets, name.equals(this.origin));
			this.limits.checkTypes(name, sets.size());
			entry.sets = List.copyOf(sets);
		}
		this.hiding |= type == RecordTypes.NS || type == RecordTypes.DNAME;
		return this;
	}

	private void check(WireName name, int type, int records) {
		OwnedSets.checkSingle(name, type, records);
		this.limits.checkRecords(name, type, records);
	}

	/**
	 * What has been added for a name.
	 * @param name the name
	 * @return its sets, none if nothing was added
	 */
	public List<RRset> sets(WireName name) {
		Entry entry = this.entries.get(name);
		return (entry != null) ? entry.all() : List.of();
	}

	/**
	 * The TTL of the records of a type that have been added.
	 * @param name the name
	 * @param type the number of the type
	 * @return the time in seconds, -1 if nothing was added
	 */
	public int ttl(WireName name, int type) {
		Entry entry = this.entries.get(name);
		return (entry != null) ? entry.ttl(type) : -1;
	}

	/**
	 * Makes the zone, after which the builder is of no more use.
	 * @return the zone
	 * @throws ZoneException if there is no SOA record, or more than one
	 */
	public Zone build() {
		Map<WireName, Entry> all = this.entries;
		this.entries = Map.of();
		countChildren(all);
		List<ZoneNode> nodes = new ArrayList<>(all.size());
		all.forEach((name, entry) -> nodes.add(node(name, entry)));
		if (this.hiding) {
			Map<WireName, ZoneNode> byName = new HashMap<>();
			nodes.stream().filter(ZoneNode::hidesBelow).forEach((node) -> byName.put(node.name(), node));
			nodes.replaceAll((node) -> isHidden(node.name(), byName) ? node.withOccluded(true) : node);
		}
		return new Zone(this.origin, NodeTable.of(nodes));
	}

	private ZoneNode node(WireName name, Entry entry) {
		return ZoneNode.empty(name, name.equals(this.origin)).withSets(entry.all()).withChildren(entry.children);
	}

	private void countChildren(Map<WireName, Entry> all) {
		for (WireName name : List.copyOf(all.keySet())) {
			WireName child = name;
			while (!child.equals(this.origin)) {
				WireName parent = child.parent();
				Entry entry = all.get(parent);
				boolean known = entry != null;
				if (entry == null) {
					entry = new Entry();
					all.put(parent, entry);
				}
				entry.children++;
				if (known) {
					break;
				}
				child = parent;
			}
		}
	}

	private boolean isHidden(WireName name, Map<WireName, ZoneNode> hiding) {
		WireName above = name;
		while (!above.equals(this.origin)) {
			above = above.parent();
			if (hiding.containsKey(above)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What is known of a name so far. Most have no set of more than one record; those
	 * that do have it twice until the zone is built: its first record in its place, and
	 * all.
	 */
	private static final class Entry {

		private List<RRset> sets = List.of();

		private List<RRset.Growing> growing = List.of();

		private int children;

		/** Adds a record to those of its type, if there are any. */
		boolean grow(int type, int ttl, byte[] rdata, IntConsumer check) {
			for (RRset.Growing set : this.growing) {
				if (set.type() == type) {
					set.add(rdata, ttl);
					check.accept(set.size());
					return true;
				}
			}
			for (RRset first : this.sets) {
				if (first.type() == type) {
					RRset.Growing set = new RRset.Growing(first);
					set.add(rdata, ttl);
					check.accept(set.size());
					this.growing = new ArrayList<>(this.growing);
					this.growing.add(set);
					return true;
				}
			}
			return false;
		}

		int ttl(int type) {
			for (RRset.Growing set : this.growing) {
				if (set.type() == type) {
					return set.ttl();
				}
			}
			for (RRset set : this.sets) {
				if (set.type() == type) {
					return set.ttl();
				}
			}
			return -1;
		}

		List<RRset> all() {
			if (this.growing.isEmpty()) {
				return this.sets;
			}
			List<RRset> all = new ArrayList<>(this.sets);
			for (RRset.Growing set : this.growing) {
				all.replaceAll((first) -> (first.type() == set.type()) ? set.set() : first);
			}
			return all;
		}

	}

}

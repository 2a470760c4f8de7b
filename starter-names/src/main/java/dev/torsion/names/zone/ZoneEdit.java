package dev.torsion.names.zone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

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

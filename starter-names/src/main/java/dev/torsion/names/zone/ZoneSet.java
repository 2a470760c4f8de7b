package dev.torsion.names.zone;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Zones at one moment, to find the one for a name. Immutable.
 */
public final class ZoneSet {

	/** No zones. */
	public static final ZoneSet NONE = new ZoneSet(Map.of());

	private final Map<WireName, Slot> byOrigin;

	private final @Nullable Slot[] slots;

	private ZoneSet(Map<WireName, Slot> byOrigin) {
		this.byOrigin = byOrigin;
		this.slots = new Slot[Integer.highestOneBit(Math.max(1, byOrigin.size())) * 4];
		for (Slot slot : byOrigin.values()) {
			int i = start(slot.origin.hashCode());
			while (this.slots[i] != null) {
				i = i + 1 & this.slots.length - 1;
			}
			this.slots[i] = slot;
		}
	}

	private int start(int hash) {
		int mixed = hash * 0x9E3779B9;
		return (mixed ^ mixed >>> 15) & this.slots.length - 1;
	}

	/**
	 * With another zone, in the place of one of its name.
	 * @param zone the zone
	 * @return the zones
	 */
	public ZoneSet with(Zone zone) {
		return with(new Slot(zone.origin(), zone));
	}

	/**
	 * With a zone that there should be, but whose records are not to be had: it never was
	 * loaded, or has expired.
	 * @param origin the name of the zone
	 * @return the zones
	 */
	public ZoneSet withUnavailable(WireName origin) {
		return with(new Slot(origin, null));
	}

	/**
	 * With other zones, in the place of those of their names.
	 * @param others the other zones, those that are not to be had included
	 * @return the zones
	 */
	public ZoneSet with(ZoneSet others) {
		Map<WireName, Slot> changed = new HashMap<>(this.byOrigin);
		changed.putAll(others.byOrigin);
		return new ZoneSet(changed);
	}

	private ZoneSet with(Slot slot) {
		Map<WireName, Slot> changed = new HashMap<>(this.byOrigin);
		changed.put(slot.origin, slot);
		return new ZoneSet(changed);
	}

	/**
	 * Without a zone.
	 * @param origin the name of the zone
	 * @return the zones
	 */
	public ZoneSet without(WireName origin) {
		Map<WireName, Slot> changed = new HashMap<>(this.byOrigin);
		changed.remove(origin);
		return new ZoneSet(changed);
	}

	/**
	 * The zones there are.
	 * @return those whose records are there
	 */
	public Collection<Zone> zones() {
		return this.byOrigin.values().stream().map(Slot::zone).filter(Objects::nonNull).toList();
	}

	/**
	 * A zone by its name.
	 * @param origin the name
	 * @return the zone, or {@code null} if there is none or its records are not there
	 */
	public @Nullable Zone zone(WireName origin) {
		Slot slot = this.byOrigin.get(origin);
		return (slot != null) ? slot.zone : null;
	}

	/**
	 * The nearest zone above a name or at it; for the DS type above it if there is one,
	 * since that is answered by the parent (RFC 4035 section 3.1.4.1).
	 * @param name the name
	 * @param type the number of the type asked for
	 * @return where the zone is, or {@code null} if there is none
	 */
	public @Nullable Slot find(SearchName name, int type) {
		Slot own = null;
		for (int label = 0; label <= name.labels(); label++) {
			Slot slot = find(name, label, name.hash(label));
			if (slot == null) {
				continue;
			}
			if (label > 0 || type != RecordTypes.DS || name.labels() == 0) {
				return slot;
			}
			own = slot;
		}
		return own;
	}

	private @Nullable Slot find(SearchName name, int label, int hash) {
		for (int i = start(hash);; i = i + 1 & this.slots.length - 1) {
			Slot slot = this.slots[i];
			if (slot == null) {
				return null;
			}
			if (slot.origin.hashCode() == hash && name.equals(label, slot.origin)) {
				return slot;
			}
		}
	}

	/**
	 * The place of a zone.
	 *
	 * @param origin the name of the zone
	 * @param zone the zone; {@code null} if its records are not to be had
	 */
	public record Slot(WireName origin, @Nullable Zone zone) {

	}

}

package dev.torsion.names.zone;

import java.util.Arrays;
import java.util.List;

import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A name of a zone and what it owns; nothing at all if it only stands between the apex
 * and a name that does (an empty non-terminal, RFC 8020). Immutable.
 */
public final class ZoneNode {

	private static final RRset[] NOTHING = new RRset[0];

	private static final byte APEX = 1;

	private static final byte CUT = 2;

	private static final byte REDIRECTED = 4;

	private static final byte OCCLUDED = 8;

	private final WireName name;

	private final RRset[] sets;

	private final int children;

	private final byte flags;

	private ZoneNode(WireName name, RRset[] sets, int children, byte flags) {
		this.name = name;
		this.sets = sets;
		this.children = children;
		this.flags = flags;
	}

	static ZoneNode empty(WireName name, boolean apex) {
		return new ZoneNode(name, NOTHING, 0, apex ? APEX : 0);
	}

	ZoneNode withSets(List<RRset> sets) {
		byte kept = (byte) (this.flags & (APEX | OCCLUDED));
		RRset[] array = sets.toArray(NOTHING);
		ZoneNode node = new ZoneNode(this.name, array, this.children, kept);
		if (!isApex() && node.find(RecordTypes.NS) != null) {
			kept |= CUT;
		}
		if (node.find(RecordTypes.DNAME) != null) {
			kept |= REDIRECTED;
		}
		return new ZoneNode(this.name, array, this.children, kept);
	}

	ZoneNode withChildren(int children) {
		return new ZoneNode(this.name, this.sets, children, this.flags);
	}

	ZoneNode withOccluded(boolean occluded) {
		return new ZoneNode(this.name, this.sets, this.children,
				(byte) (occluded ? this.flags | OCCLUDED : this.flags & ~OCCLUDED));
	}

	/**
	 * Its name.
	 * @return the name, in the case it was given in
	 */
	public WireName name() {
		return this.name;
	}

	/**
	 * The records of a type.
	 * @param type the number of the type
	 * @return the records, or {@code null} if it has none
	 */
	public @Nullable RRset find(int type) {
		for (RRset set : this.sets) {
			if (set.type() == type) {
				return set;
			}
		}
		return null;
	}

	/**
	 * All that the name owns.
	 * @return the sets, one a type
	 */
	public List<RRset> sets() {
		return Arrays.asList(this.sets.clone());
	}

	RRset first() {
		return this.sets[0];
	}

	/**
	 * Whether the name owns nothing: only names below it do.
	 * @return whether it is so
	 */
	public boolean isEmpty() {
		return this.sets.length == 0;
	}

	/**
	 * How many names there are one label below, empty ones included.
	 * @return the number
	 */
	public int children() {
		return this.children;
	}

	/**
	 * Whether this is the apex of its zone.
	 * @return whether it is
	 */
	public boolean isApex() {
		return (this.flags & APEX) != 0;
	}

	/**
	 * Whether another zone begins here, RFC 1034 section 4.2.
	 * @return whether it is a zone cut
	 */
	public boolean isCut() {
		return (this.flags & CUT) != 0;
	}

	/**
	 * Whether all names below have others, RFC 6672.
	 * @return whether there is a DNAME
	 */
	public boolean isRedirected() {
		return (this.flags & REDIRECTED) != 0;
	}

	/**
	 * Whether a zone cut or a DNAME above hides the name: it is glue at most.
	 * @return whether it is hidden
	 */
	public boolean isOccluded() {
		return (this.flags & OCCLUDED) != 0;
	}

	/**
	 * Whether the name can be answered from directly.
	 * @return whether it is neither a zone cut nor hidden
	 */
	public boolean isPlain() {
		return (this.flags & (CUT | OCCLUDED)) == 0;
	}

	boolean hidesBelow() {
		return (this.flags & (CUT | REDIRECTED | OCCLUDED)) != 0;
	}

}

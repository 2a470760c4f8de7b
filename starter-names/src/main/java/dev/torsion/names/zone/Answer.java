package dev.torsion.names.zone;

import java.util.Arrays;

import dev.torsion.names.wire.WireName;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Search} has found, section by section. It is filled again by the next
 * search; to be used by one thread.
 */
public final class Answer {

	/** The answer section. */
	public static final int ANSWER = 0;

	/** The authority section. */
	public static final int AUTHORITY = 1;

	/** The additional section, of sets without which a referral is of no use. */
	public static final int GLUE = 2;

	/** The additional section, of what else may help. */
	public static final int ADDITIONAL = 3;

	/** The most sets of an answer; what may help beyond that is left out. */
	private static final int MAX_SETS = 128;

	private final @Nullable WireName[] owners = new WireName[MAX_SETS];

	private final RRset[] sets = new RRset[MAX_SETS];

	private final byte[] sections = new byte[MAX_SETS];

	private int size;

	private int rcode;

	private boolean authoritative;

	private boolean wildcard;

	private @Nullable Zone zone;

	void clear() {
		Arrays.fill(this.owners, 0, this.size, null);
		this.size = 0;
		this.rcode = 0;
		this.authoritative = false;
		this.wildcard = false;
		this.zone = null;
	}

	boolean add(int section, @Nullable WireName owner, RRset set) {
		if (this.size == MAX_SETS) {
			return false;
		}
		this.owners[this.size] = owner;
		this.sets[this.size] = set;
		this.sections[this.size] = (byte) section;
		this.size++;
		return true;
	}

	boolean contains(WireName owner, int type) {
		for (int i = 0; i < this.size; i++) {
			WireName other = this.owners[i];
			if (this.sets[i].type() == type && other != null && other.equals(owner)) {
				return true;
			}
		}
		return false;
	}

	void rcode(int rcode) {
		this.rcode = rcode;
	}

	void authoritative() {
		this.authoritative = true;
	}

	void wildcard() {
		this.wildcard = true;
	}

	void zone(Zone zone) {
		this.zone = zone;
	}

	/**
	 * How many sets there are, of all sections in their order.
	 * @return the number
	 */
	public int size() {
		return this.size;
	}

	/**
	 * The owner of a set.
	 * @param index the index of the set
	 * @return its name; {@code null} for the name that was asked for, as it was asked for
	 */
	public @Nullable WireName owner(int index) {
		return this.owners[index];
	}

	/**
	 * A set.
	 * @param index the index of the set
	 * @return the set
	 */
	public RRset set(int index) {
		return this.sets[index];
	}

	/**
	 * The section of a set.
	 * @param index the index of the set
	 * @return {@link #ANSWER} to {@link #ADDITIONAL}
	 */
	public int section(int index) {
		return this.sections[index];
	}

	/**
	 * The outcome.
	 * @return 0, or 3 for a name that does not exist, 2 for a zone that is not to be had,
	 * 5 for no zone at all, 6 for a name that would be too long
	 */
	public int rcode() {
		return this.rcode;
	}

	/**
	 * Whether the first name of the answer lies within a zone of ours.
	 * @return whether the answer is authoritative
	 */
	public boolean isAuthoritative() {
		return this.authoritative;
	}

	/**
	 * Whether a wildcard or a DNAME has taken part.
	 * @return whether the answer was made up from one, as it is for any other name
	 */
	public boolean isWildcard() {
		return this.wildcard;
	}

	/**
	 * The zone in which the search ended.
	 * @return the zone, {@code null} if there was none
	 */
	public @Nullable Zone zone() {
		return this.zone;
	}

}

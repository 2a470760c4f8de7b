package dev.torsion.words;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules of a room.
 *
 * @param flags those that hold
 * @param key the word that is asked for from who comes in, {@code null} without one
 * @param limit how many members there may be, 0 without a limit
 * @param role the role that the account of a member has to have, {@code null} if none
 */
public record RoomRules(Set<RoomFlag> flags, @Nullable String key, int limit, @Nullable String role) {

	public RoomRules {
		flags = Set.copyOf(flags);
	}

	/**
	 * Whether a rule holds.
	 * @param flag the rule
	 * @return whether it does
	 */
	public boolean has(RoomFlag flag) {
		return this.flags.contains(flag);
	}

}

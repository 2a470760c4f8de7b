package dev.torsion.words;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One change of what holds in a room.
 */
public sealed interface RoomChange {

	/**
	 * A rule holds, or holds no more.
	 *
	 * @param flag the rule
	 * @param on whether it holds
	 */
	record Flag(RoomFlag flag, boolean on) implements RoomChange {

	}

	/**
	 * Another key, or none.
	 *
	 * @param key the key, {@code null} for none
	 */
	record Key(@Nullable String key) implements RoomChange {

	}

	/**
	 * Another limit of members, or none.
	 *
	 * @param limit how many, 0 for no limit
	 */
	record Limit(int limit) implements RoomChange {

	}

	/**
	 * A member gets a role, or loses it.
	 *
	 * @param member who
	 * @param role which
	 * @param on whether it gets it
	 */
	record Grant(Participant member, Role role, boolean on) implements RoomChange {

	}

	/**
	 * Somebody is put on a list of the room, or taken from it.
	 *
	 * @param list the list
	 * @param mask who
	 * @param on whether it is put there
	 */
	record Listing(MaskList list, String mask, boolean on) implements RoomChange {

	}

	/**
	 * The lists of a room.
	 */
	enum MaskList {

		/** Who may neither come in nor speak. */
		BAN,

		/** Who may although the first list says otherwise. */
		EXCEPTION,

		/** Who needs no invitation. */
		INVITATION

	}

	/**
	 * Somebody on a list.
	 *
	 * @param mask who
	 * @param by the host mask of who has put it there
	 * @param time when
	 */
	record Entry(String mask, String by, Instant time) {

	}

}

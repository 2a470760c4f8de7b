package dev.torsion.words.room;

import java.util.Set;

import dev.torsion.words.RoomFlag;

/**
 * What participants may do with rooms. Sizes are numbers of Unicode characters as Java
 * counts them.
 *
 * @param creation who may make rooms
 * @param flags the rules of a new room
 * @param maxRooms how many rooms there may be
 * @param maxRoomsEach how many a participant may be in
 * @param maxMembers how many may be in one
 * @param maxEntries how many entries its lists may have together
 * @param maxName characters in its name
 * @param maxText characters in what is said
 * @param maxTopic characters in a topic
 * @param maxReason characters in a reason
 * @param eventBuffer how many events are kept for a listener that does not keep up
 */
public record RoomSettings(Creation creation, Set<RoomFlag> flags, int maxRooms, int maxRoomsEach, int maxMembers,
		int maxEntries, int maxName, int maxText, int maxTopic, int maxReason, int eventBuffer) {

	/**
	 * Who may make rooms.
	 */
	public enum Creation {

		/** Everybody. */
		ANYBODY,

		/** Who has logged in. */
		ACCOUNTS,

		/** The application, and operators of the server. */
		NOBODY

	}

}

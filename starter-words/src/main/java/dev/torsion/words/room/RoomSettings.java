package dev.torsion.words.room;

import java.util.Set;

import dev.torsion.words.Message;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
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
 * @param maxName characters in its name, and in a nickname
 * @param maxText characters in what is said
 * @param maxTopic characters in a topic
 * @param maxReason characters in a reason
 * @param eventBuffer how many events are kept for a listener that does not keep up
 */
public record RoomSettings(Creation creation, Set<RoomFlag> flags, int maxRooms, int maxRoomsEach, int maxMembers,
		int maxEntries, int maxName, int maxText, int maxTopic, int maxReason, int eventBuffer) {

	/**
	 * What an application has that sets nothing.
	 * @return the default
	 */
	public static RoomSettings ofDefaults() {
		return new RoomSettings(Creation.ANYBODY, Set.of(RoomFlag.NO_EXTERNAL, RoomFlag.TOPIC_PROTECTED), 10_000, 100,
				10_000, 100, 64, 4096, 390, 390, 1024);
	}

	/**
	 * Checks what somebody wants to say.
	 * @param message what
	 * @throws RoomException if it is longer than it may be, or nothing
	 */
	void check(Message message) {
		if (message.text().length() > this.maxText) {
			throw new RoomException(Reason.MALFORMED, "That is too long");
		}
		if (message.text().isEmpty() && message.type() != Message.Type.TAGS) {
			throw new RoomException(Reason.MALFORMED, "Nothing is said");
		}
	}

	/** A reason, no longer than it may be. */
	String shortened(String reason) {
		if (reason.length() <= this.maxReason) {
			return reason;
		}
		boolean split = this.maxReason > 0 && Character.isHighSurrogate(reason.charAt(this.maxReason - 1));
		return reason.substring(0, split ? this.maxReason - 1 : this.maxReason);
	}

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

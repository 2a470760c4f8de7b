package dev.torsion.words;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a room. All that happens in a room is numbered, and told
 * to everybody in the order of the numbers.
 */
public sealed interface RoomEvent extends ChatEvent {

	/**
	 * Where it has happened.
	 * @return the room
	 */
	Room room();

	/**
	 * Its number in the room, and what follows from that.
	 * @return the stamp
	 */
	Stamp stamp();

	/**
	 * Who has caused it.
	 * @return how it was known
	 */
	Profile by();

	@Override
	default Instant time() {
		return stamp().time();
	}

	/**
	 * Something was said.
	 *
	 * @param room where
	 * @param message what
	 * @param minimum the least role of those who hear it
	 * @param origin who has said it
	 */
	record Said(Room room, Message message, Role minimum, @Nullable Participant origin) implements RoomEvent {

		@Override
		public Stamp stamp() {
			return this.message.stamp();
		}

		@Override
		public Profile by() {
			return this.message.author();
		}

	}

	/**
	 * What was said is now put differently.
	 *
	 * @param room where
	 * @param stamp the number of the change
	 * @param by who has changed it
	 * @param message what it is now, with the stamp it always had
	 * @param origin who has changed it
	 */
	record Edited(Room room, Stamp stamp, Profile by, Message message,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * What was said is to be seen no more.
	 *
	 * @param room where
	 * @param stamp the number of the redaction
	 * @param by who has redacted it
	 * @param message the identifier of what was said
	 * @param reason why, empty if that was not said
	 * @param origin who has redacted it
	 */
	record Redacted(Room room, Stamp stamp, Profile by, String message, String reason,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * Somebody has come in.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has come in
	 * @param origin who has come in
	 */
	record Joined(Room room, Stamp stamp, Profile by, @Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * Somebody has left the room, and is still online.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has left
	 * @param reason why, empty if it has not said so
	 * @param origin who has left
	 */
	record Parted(Room room, Stamp stamp, Profile by, String reason,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * Somebody has gone who was in the room. For the history and for listeners of the
	 * room; participants are told by {@link ChatEvent.Departed}, once for all rooms.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has gone
	 * @param reason why, empty if it has not said so
	 * @param origin who has gone
	 */
	record Quit(Room room, Stamp stamp, Profile by, String reason, @Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * Somebody was made to leave.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has done that
	 * @param member how it was known who had to leave
	 * @param target who had to leave
	 * @param reason why, empty if that was not said
	 * @param origin who has done that
	 */
	record Kicked(Room room, Stamp stamp, Profile by, Profile member, @Nullable Participant target, String reason,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * The room is about something else.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has said so
	 * @param topic what it is about now
	 * @param origin who has said so
	 */
	record TopicChanged(Room room, Stamp stamp, Profile by, Topic topic,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * The room is called something else from now on.
	 *
	 * @param room where; it has its new name
	 * @param stamp its number
	 * @param by who has renamed it
	 * @param before how it was called
	 * @param reason why, empty if that was not said
	 * @param origin who has renamed it
	 */
	record Renamed(Room room, Stamp stamp, Profile by, String before, String reason,
			@Nullable Participant origin) implements RoomEvent {

	}

	/**
	 * The room has other rules, or its members other roles.
	 *
	 * @param room where
	 * @param stamp its number
	 * @param by who has changed them
	 * @param changes what was changed, never empty
	 * @param origin who has changed them
	 */
	record RulesChanged(Room room, Stamp stamp, Profile by, List<RoomChange> changes,
			@Nullable Participant origin) implements RoomEvent {

		public RulesChanged {
			changes = List.copyOf(changes);
		}

	}

}

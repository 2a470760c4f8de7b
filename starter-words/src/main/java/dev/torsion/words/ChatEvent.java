package dev.torsion.words;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that has happened, and that others hear of.
 */
public sealed interface ChatEvent permits RoomEvent, ChatEvent.Whispered, ChatEvent.Invited, ChatEvent.ProfileChanged,
		ChatEvent.Departed, ChatEvent.Unsaid {

	/**
	 * When it has happened.
	 * @return the time
	 */
	Instant time();

	/**
	 * Who has caused it, if that is somebody of this server.
	 * @return the participant, {@code null} for one of another server or who has gone
	 */
	@Nullable Participant origin();

	/**
	 * One participant has said something to another alone. Both are told.
	 *
	 * @param message what was said
	 * @param to to whom
	 * @param origin who has said it
	 */
	record Whispered(Message message, Profile to, @Nullable Participant origin) implements ChatEvent {

		@Override
		public Instant time() {
			return this.message.time();
		}

	}

	/**
	 * What one participant has said to another alone is to be seen no more. Both are
	 * told.
	 *
	 * @param by who has said it
	 * @param to to whom
	 * @param message its identifier
	 * @param reason why, empty if that was not said
	 * @param time when
	 * @param origin who has redacted it
	 */
	record Unsaid(Profile by, Profile to, String message, String reason, Instant time,
			@Nullable Participant origin) implements ChatEvent {

	}

	/**
	 * Somebody was invited to a room. Who is invited is told, and the members of the room
	 * who may invite.
	 *
	 * @param room the room
	 * @param by who has invited
	 * @param guest who was invited
	 * @param time when
	 * @param origin who has invited
	 */
	record Invited(Room room, Profile by, Profile guest, Instant time,
			@Nullable Participant origin) implements ChatEvent {

	}

	/**
	 * Somebody is known by another nickname, host, account or text, or is away or back.
	 * Told once to everybody who shares a room with it, and to itself.
	 *
	 * @param before how it was known
	 * @param after how it is known
	 * @param time when
	 * @param origin who it is
	 */
	record ProfileChanged(Profile before, Profile after, Instant time,
			@Nullable Participant origin) implements ChatEvent {

	}

	/**
	 * Somebody has gone. Told once to everybody who has shared a room with it.
	 *
	 * @param who how it was known
	 * @param reason why, empty if it has not said so
	 * @param time when
	 * @param origin who it was
	 */
	record Departed(Profile who, String reason, Instant time, @Nullable Participant origin) implements ChatEvent {

	}

}

package dev.torsion.words.moderation.audit;

import java.time.Instant;

import dev.torsion.text.PrintableText;

/**
 * Something that was done to somebody. Published as an event of the application too. What
 * people have chosen has no control characters here, and is cut where it is very long.
 *
 * @param time when
 * @param action what
 * @param by who has done it
 * @param subject to whom or what
 * @param room in which room, empty if it was on the whole server
 * @param reason why, empty if that was not said
 */
public record ModerationEvent(Instant time, Action action, String by, String subject, String room, String reason) {

	private static final int LONGEST = 1024;

	/**
	 * Makes what people have chosen fit to be shown.
	 */
	public ModerationEvent {
		by = PrintableText.of(by, LONGEST);
		subject = PrintableText.of(subject, LONGEST);
		room = PrintableText.of(room, LONGEST);
		reason = PrintableText.of(reason, LONGEST);
	}

	/**
	 * What may be done.
	 */
	public enum Action {

		/** Somebody may not speak on the whole server. */
		MUTED,

		/** Somebody may not come online. */
		BANNED,

		/** Somebody may again. */
		LIFTED,

		/** Somebody's conversation was ended. */
		REMOVED,

		/** Somebody was made to leave a room. */
		KICKED,

		/** Somebody may not come into a room, or not speak there. */
		ROOM_BANNED,

		/** Somebody may again. */
		ROOM_BAN_LIFTED,

		/** Something that was said in a room is to be seen no more. */
		REDACTED

	}

}

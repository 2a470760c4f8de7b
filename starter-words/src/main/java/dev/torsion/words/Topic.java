package dev.torsion.words;

import java.time.Instant;

/**
 * What a room is about.
 *
 * @param text the text, one line, empty if there is none
 * @param by the host mask of who has said so
 * @param time when
 */
public record Topic(String text, String by, Instant time) {

	/** About nothing in particular. */
	public static final Topic NONE = new Topic("", "", Instant.EPOCH);

	/**
	 * Checks what could not be told by every protocol.
	 * @throws RoomException if a text is more than one line
	 */
	public Topic {
		Message.requireLine(text);
		Message.requireLine(by);
	}

}

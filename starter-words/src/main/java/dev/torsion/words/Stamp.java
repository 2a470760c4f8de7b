package dev.torsion.words;

import java.time.Instant;

/**
 * The place of something among all that has happened in a conversation.
 *
 * @param id the identifier in every protocol: letters, digits and {@code -}, no other
 * conversation of the server has it
 * @param sequence the number in the conversation, from 1 on
 * @param time when it was numbered, in milliseconds, never earlier than that before it
 */
public record Stamp(String id, long sequence, Instant time) {

	/** Of what has not been said yet. */
	public static final Stamp NONE = new Stamp("", 0, Instant.EPOCH);

}

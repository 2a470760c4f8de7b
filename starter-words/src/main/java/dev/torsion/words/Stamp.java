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

	/**
	 * The number in an identifier, which says nothing of whether there is something with
	 * that identifier.
	 * @param id the identifier
	 * @return the number, 0 if there is none in it
	 */
	public static long sequence(String id) {
		try {
			return Math.max(0, Long.parseLong(id.substring(id.lastIndexOf('-') + 1), Character.MAX_RADIX));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}

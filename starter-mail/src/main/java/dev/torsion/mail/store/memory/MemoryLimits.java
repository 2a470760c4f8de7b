package dev.torsion.mail.store.memory;

import org.springframework.util.unit.DataSize;

/**
 * How much mail is kept in memory.
 *
 * @param maxSize how many bytes the messages have in all, those that are arriving
 * included; a message counts in each mailbox it is in
 * @param maxMessages how many messages there are in all
 * @param whenFull what happens to one that is too much
 */
public record MemoryLimits(DataSize maxSize, int maxMessages, WhenFull whenFull) {

	/**
	 * What happens when there is no room for a message.
	 */
	public enum WhenFull {

		/** It is refused: 452 4.3.1. */
		REFUSE,

		/**
		 * The oldest of all messages make room. One that is too large by itself is
		 * refused.
		 */
		EVICT_OLDEST

	}

}

package dev.torsion.words.room;

import java.time.Clock;
import java.time.Instant;

import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;

/**
 * Numbers what happens in one conversation. For one thread at a time.
 */
final class Stamps {

	private final String id;

	private final Clock clock;

	private long last;

	private long latest;

	Stamps(Conversation conversation, Clock clock) {
		this.id = conversation.id();
		this.last = conversation.last();
		this.clock = clock;
	}

	Stamp next() {
		this.last++;
		return new Stamp(this.id + "-" + Long.toString(this.last, Character.MAX_RADIX), this.last, now());
	}

	/** The time, which does not go back. */
	Instant now() {
		this.latest = Math.max(this.latest, this.clock.millis());
		return Instant.ofEpochMilli(this.latest);
	}

	/**
	 * The number in an identifier.
	 * @return the number, 0 if it is none of this conversation
	 */
	long sequence(String identifier) {
		if (!identifier.startsWith(this.id + "-")) {
			return 0;
		}
		long sequence = Stamp.sequence(identifier);
		return (sequence <= this.last) ? sequence : 0;
	}

}

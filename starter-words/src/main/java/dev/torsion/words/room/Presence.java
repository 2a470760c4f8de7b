package dev.torsion.words.room;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.words.Participant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is online, and the rooms it is in. For any thread.
 */
final class Presence {

	private final Participant participant;

	private final Instant since;

	private @Nullable Set<LiveRoom> rooms = new LinkedHashSet<>();

	Presence(Participant participant, Instant since) {
		this.participant = participant;
		this.since = since;
	}

	Instant since() {
		return this.since;
	}

	Participant participant() {
		return this.participant;
	}

	synchronized Entry enter(LiveRoom room, int most) {
		if (this.rooms == null) {
			return Entry.GONE;
		}
		if (this.rooms.size() >= most) {
			return Entry.TOO_MANY;
		}
		this.rooms.add(room);
		return Entry.DONE;
	}

	synchronized void leave(LiveRoom room) {
		if (this.rooms != null) {
			this.rooms.remove(room);
		}
	}

	synchronized List<LiveRoom> rooms() {
		return (this.rooms != null) ? List.copyOf(this.rooms) : List.of();
	}

	/**
	 * It goes, and will be in no room any more.
	 */
	synchronized List<LiveRoom> end() {
		List<LiveRoom> left = rooms();
		this.rooms = null;
		return left;
	}

	enum Entry {

		DONE, TOO_MANY, GONE

	}

}

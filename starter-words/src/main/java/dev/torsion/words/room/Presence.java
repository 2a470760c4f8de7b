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

	/** Invitations of one participant; the first is forgotten for one more. */
	private static final int INVITATIONS = 32;

	private final Participant participant;

	private final Instant since;

	private @Nullable Set<LiveRoom> rooms = new LinkedHashSet<>();

	private @Nullable Set<LiveRoom> invitations;

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
		if (this.invitations != null) {
			this.invitations.remove(room);
		}
		return Entry.DONE;
	}

	synchronized void leave(LiveRoom room) {
		if (this.rooms != null) {
			this.rooms.remove(room);
		}
	}

	synchronized void invite(LiveRoom room) {
		Set<LiveRoom> all = this.invitations;
		if (all == null) {
			all = new LinkedHashSet<>();
			this.invitations = all;
		}
		if (all.size() >= INVITATIONS) {
			all.remove(all.iterator().next());
		}
		all.add(room);
	}

	synchronized List<LiveRoom> invitations() {
		return (this.invitations != null) ? List.copyOf(this.invitations) : List.of();
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

package dev.torsion.words.listener;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import dev.torsion.words.Member;
import dev.torsion.words.Participant;
import dev.torsion.words.Room;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.RoomException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Sinks;

/**
 * A room that methods listen to, and the bots that are seen there. They come when others
 * do and go when those have left, so that they do not keep a room alive; in rooms that
 * they name whole they stay. One that was made to leave neither comes back nor hears
 * more.
 */
final class ListenedRoom {

	private static final Log logger = LogFactory.getLog(ListenedRoom.class);

	private final Room room;

	private final Set<Participant> visible;

	private final Set<Participant> staying;

	private final Map<Participant, Disposable.Composite> activities = new IdentityHashMap<>();

	private final Disposable.Swap watching = Disposables.swap();

	private final Sinks.Empty<Void> end = Sinks.empty();

	/**
	 * A room that nobody listens to yet.
	 * @param room the room
	 * @param visible the bots that have a nickname of their own
	 * @param staying those of them who stay when others have left
	 */
	ListenedRoom(Room room, Set<Participant> visible, Set<Participant> staying) {
		this.room = room;
		this.visible = Set.copyOf(visible);
		this.staying = Set.copyOf(staying);
	}

	/**
	 * Begins to listen.
	 * @param listenings who listens
	 * @param ended called when the room has ended
	 */
	synchronized void begin(Collection<Listening> listenings, Runnable ended) {
		if (this.watching.isDisposed()) {
			return;
		}
		for (Listening listening : listenings) {
			Disposable.Composite activity = this.activities.computeIfAbsent(listening.bot(),
					(bot) -> Disposables.composite());
			activity.add(listening.begin(this.end.asMono()));
		}
		this.watching.update(this.room.events().subscribe(this::happened, null, () -> {
			end();
			ended.run();
		}));
		this.visible.stream().filter((bot) -> this.staying.contains(bot) || this.room.size() > 0).forEach(this::join);
	}

	/** Whoever leaves may be there still, because others are told first. */
	private synchronized void happened(RoomEvent event) {
		Participant leaving = leaving(event);
		Disposable activity = (leaving != null && event instanceof RoomEvent.Kicked) ? this.activities.get(leaving)
				: null;
		if (activity != null) {
			activity.dispose();
		}
		boolean alone = isAlone(leaving);
		for (Participant bot : this.visible) {
			boolean there = bot != leaving && this.room.member(bot) != null;
			if (there && alone && !this.staying.contains(bot)) {
				this.room.part(bot, "").onErrorComplete(RoomException.class).subscribe();
			}
			else if (!there && !alone && bot != leaving && isListening(bot)) {
				join(bot);
			}
		}
	}

	private static @Nullable Participant leaving(RoomEvent event) {
		if (event instanceof RoomEvent.Kicked kicked) {
			return kicked.target();
		}
		return (event instanceof RoomEvent.Parted || event instanceof RoomEvent.Quit) ? event.origin() : null;
	}

	private boolean isListening(Participant bot) {
		Disposable activity = this.activities.get(bot);
		return activity != null && !activity.isDisposed();
	}

	private boolean isAlone(@Nullable Participant leaving) {
		return this.room.size() <= this.visible.size() + 1 && this.room.members()
			.stream()
			.map(Member::participant)
			.allMatch((member) -> member == leaving || this.visible.contains(member));
	}

	private void join(Participant bot) {
		this.room.join(bot, null)
			.onErrorComplete(RoomException.class)
			.subscribe(null, (ex) -> logger.error("Failed to join room '" + this.room.name() + "'", ex));
	}

	/** Ends what methods do here. */
	synchronized void end() {
		this.watching.dispose();
		this.end.tryEmitEmpty();
		this.activities.values().forEach(Disposable::dispose);
	}

}

package dev.torsion.words.history.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Interaction;
import dev.torsion.words.history.RoomStore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Keeps rooms in the tables {@code words_room} and {@code words_room_mask} of a database.
 * Rooms are written one after another, each as it was asked for last: what has waited for
 * its turn while the room has changed again is not written.
 */
public final class R2dbcRoomStore implements RoomStore {

	private static final Interaction WRITING = Interaction.standard().timeout(Duration.ofSeconds(30));

	private final Map<String, Change> waiting = new LinkedHashMap<>();

	private final Database database;

	private boolean writing;

	/**
	 * Creates the store.
	 * @param database the database, which has the tables of
	 * {@link R2dbcHistoryStore#SCHEMA}
	 */
	public R2dbcRoomStore(Database database) {
		this.database = database;
	}

	@Override
	public Flux<StoredRoom> all() {
		return new RoomTables(this.database).all();
	}

	@Override
	public Mono<Void> save(StoredRoom room) {
		return change(StoredRoom.key(room.name()), room);
	}

	@Override
	public Mono<Void> delete(String name) {
		return change(StoredRoom.key(name), null);
	}

	private Mono<Void> change(String key, @Nullable StoredRoom room) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> done = Sinks.empty();
			synchronized (this) {
				List<Sinks.Empty<Void>> told = new ArrayList<>(List.of(done));
				Change other = this.waiting.get(key);
				if (other != null) {
					told.addAll(other.told());
				}
				this.waiting.put(key, new Change(key, room, told));
			}
			next();
			return done.asMono();
		});
	}

	private void next() {
		Change change;
		synchronized (this) {
			Iterator<Change> first = this.waiting.values().iterator();
			if (this.writing || !first.hasNext()) {
				return;
			}
			change = first.next();
			first.remove();
			this.writing = true;
		}
		write(change).subscribe(null, (ex) -> written(change, ex), () -> written(change, null));
	}

	private Mono<Void> write(Change change) {
		return this.database.interaction(WRITING, (transaction) -> {
			RoomTables tables = new RoomTables(transaction);
			Mono<Void> deleted = tables.delete(change.key());
			return (change.room() != null) ? deleted.then(tables.insert(change.room())) : deleted;
		});
	}

	private void written(Change change, @Nullable Throwable failure) {
		synchronized (this) {
			this.writing = false;
		}
		for (Sinks.Empty<Void> done : change.told()) {
			if (failure != null) {
				done.tryEmitError(failure);
			}
			else {
				done.tryEmitEmpty();
			}
		}
		next();
	}

	private record Change(String key, @Nullable StoredRoom room, List<Sinks.Empty<Void>> told) {

	}

}

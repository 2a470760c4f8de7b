package dev.torsion.words.history;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps rooms until the application ends.
 */
public final class MemoryRoomStore implements RoomStore {

	private final Map<String, StoredRoom> rooms = new ConcurrentHashMap<>();

	@Override
	public Flux<StoredRoom> all() {
		return Flux.defer(() -> Flux.fromIterable(this.rooms.values()));
	}

	@Override
	public Mono<Void> save(StoredRoom room) {
		return Mono.fromRunnable(() -> this.rooms.put(StoredRoom.key(room.name()), room));
	}

	@Override
	public Mono<Void> delete(String name) {
		return Mono.fromRunnable(() -> this.rooms.remove(StoredRoom.key(name)));
	}

}

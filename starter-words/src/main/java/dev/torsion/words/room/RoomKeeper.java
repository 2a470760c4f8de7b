package dev.torsion.words.room;

import java.util.function.Supplier;

import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStore.StoredRoom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps a room as it was last: one write at a time, so that none overtakes another, and
 * those in between are left out.
 */
final class RoomKeeper {

	private static final Log logger = LogFactory.getLog(RoomKeeper.class);

	private final RoomStore store;

	private final String room;

	private @Nullable Supplier<Mono<Void>> next;

	private boolean busy;

	RoomKeeper(RoomStore store, String room) {
		this.store = store;
		this.room = room;
	}

	void save(StoredRoom stored) {
		keep(() -> this.store.save(stored));
	}

	void forget() {
		keep(() -> this.store.delete(this.room));
	}

	private void keep(Supplier<Mono<Void>> write) {
		synchronized (this) {
			if (this.busy) {
				this.next = write;
				return;
			}
			this.busy = true;
		}
		write(write);
	}

	private void write(Supplier<Mono<Void>> write) {
		Mono.defer(write).subscribe(null, this::failed, this::goOn);
	}

	private void failed(Throwable ex) {
		logger.error("Failed to keep room '" + this.room + "'", ex);
		goOn();
	}

	private void goOn() {
		Supplier<Mono<Void>> following;
		synchronized (this) {
			following = this.next;
			this.next = null;
			this.busy = following != null;
		}
		if (following != null) {
			write(following);
		}
	}

}

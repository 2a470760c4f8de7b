package dev.torsion.words.room;

import java.time.Instant;

import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStore.StoredRoom;
import org.jspecify.annotations.Nullable;

/**
 * What a room is, whoever is there: all of that is kept while the room is one that stays.
 * Changed by one thread at a time, may be read by others.
 */
final class RoomCharter {

	private volatile String name;

	private final Instant created;

	private final Roll roll;

	private final RoomConduct conduct;

	private final RoomStore store;

	private RoomKeeper keeper;

	private volatile Topic topic;

	private volatile @Nullable String founder;

	private volatile boolean lasting;

	RoomCharter(StoredRoom stored, RoomSettings settings, RoomStore store, boolean lasting) {
		this.name = stored.name();
		this.created = stored.created();
		this.roll = new Roll(stored.lists());
		this.conduct = new RoomConduct(this.roll, settings, stored.rules());
		this.store = store;
		this.keeper = new RoomKeeper(store, stored.name());
		this.topic = stored.topic();
		this.founder = stored.founder();
		this.lasting = lasting;
	}

	String name() {
		return this.name;
	}

	/** What was kept under the old name is forgotten. */
	void rename(String name) {
		boolean moved = !RoomNames.isSame(name, this.name);
		this.name = name;
		if (moved) {
			if (this.lasting) {
				this.keeper.forget();
			}
			this.keeper = new RoomKeeper(this.store, name);
		}
		save();
	}

	Instant created() {
		return this.created;
	}

	Roll roll() {
		return this.roll;
	}

	RoomConduct conduct() {
		return this.conduct;
	}

	RoomRules rules() {
		return this.conduct.rules();
	}

	Topic topic() {
		return this.topic;
	}

	void setTopic(Topic topic) {
		this.topic = topic;
		save();
	}

	@Nullable String founder() {
		return this.founder;
	}

	boolean isFounder(@Nullable String account) {
		return account != null && account.equals(this.founder);
	}

	/** A room that belongs to somebody stays. */
	void setFounder(@Nullable String founder, boolean opened) {
		this.founder = founder;
		this.lasting = founder != null || this.lasting && opened;
		if (this.lasting) {
			save();
		}
		else {
			this.keeper.forget();
		}
	}

	boolean isLasting() {
		return this.lasting;
	}

	void stay() {
		this.lasting = true;
	}

	void save() {
		if (this.lasting) {
			this.keeper
				.save(new StoredRoom(this.name, this.created, this.founder, this.topic, rules(), this.roll.entries()));
		}
	}

}

package dev.torsion.words.history.database;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStore.StoredRoom;
import dev.torsion.words.history.RoomStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rooms in H2.
 */
class H2RoomStoreTests extends RoomStoreContract {

	private static final WordsDatabase TABLES = WordsDatabase.h2(WordsDatabase.history());

	private R2dbcRoomStore store;

	@AfterAll
	static void close() {
		TABLES.close();
	}

	@BeforeEach
	void clear() {
		TABLES.sql("delete from words_room");
		this.store = new R2dbcRoomStore(TABLES.database());
	}

	@Override
	protected RoomStore store() {
		return this.store;
	}

	@Test
	void skipsFlagsAndListsThatItDoesNotKnow() {
		RoomRules rules = new RoomRules(Set.of(RoomFlag.SECRET), null, 0, null);
		StoredRoom room = new StoredRoom("lobby", Instant.EPOCH, null, Topic.NONE, rules, Map.of());
		this.store.save(room).block(LIMIT);
		TABLES.sql("update words_room set flags = 'LOUD,SECRET'");
		TABLES.sql("insert into words_room_mask (name_key, list_name, list_position, mask, set_by, set_ms)"
				+ " values ('lobby', 'FRIENDS', 0, 'a', 'b', 0)");
		assertThat(this.store.all().collectList().block(LIMIT)).containsExactly(room);
	}

	@Test
	void writesTheNextRoomAfterOneThatCannotBeWritten() {
		RoomRules rules = new RoomRules(Set.of(), "k".repeat(5000), 0, null);
		StoredRoom odd = new StoredRoom("odd", Instant.EPOCH, null, Topic.NONE, rules, Map.of());
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.store.save(odd).block(LIMIT));
		StoredRoom room = new StoredRoom("lobby", Instant.EPOCH, null, Topic.NONE,
				new RoomRules(Set.of(), null, 0, null), Map.of());
		this.store.save(room).block(LIMIT);
		assertThat(this.store.all().collectList().block(LIMIT)).containsExactly(room);
	}

}

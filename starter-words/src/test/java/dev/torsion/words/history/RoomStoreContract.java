package dev.torsion.words.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.torsion.words.RoomChange.Entry;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.RoomStore.StoredRoom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for rooms wherever they are kept.
 */
public abstract class RoomStoreContract {

	protected static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.123Z");

	/**
	 * The store, which is empty.
	 * @return the store
	 */
	protected abstract RoomStore store();

	@Test
	void keepsAllOfARoom() {
		RoomRules rules = new RoomRules(Set.of(RoomFlag.MODERATED, RoomFlag.SECRET), "s\u00e9same", 7, "OPS");
		Entry first = new Entry("*!*@b.example", "op!op@host", TIME);
		Entry second = new Entry("*!*@a.example", "op!op@host", TIME.plusMillis(1));
		StoredRoom room = new StoredRoom("Lobby", TIME, "alice", new Topic("Welcome \uD83D\uDE00", "op!op@host", TIME),
				rules, Map.of(MaskList.BAN, List.of(first, second), MaskList.INVITATION, List.of(second)));
		save(room);
		assertThat(all()).containsExactly(room);
		save(plain("other"));
		assertThat(all()).containsExactlyInAnyOrder(room, plain("other"));
	}

	@Test
	void keepsARoomInThePlaceOfTheOneBefore() {
		StoredRoom before = new StoredRoom("Lobby", TIME, "alice", Topic.NONE, rules(),
				Map.of(MaskList.BAN, List.of(new Entry("a!*@*", "x", TIME))));
		save(before);
		save(plain("LOBBY"));
		assertThat(all()).containsExactly(plain("LOBBY"));
	}

	@Test
	void tellsRoomsApartWhoseNamesDifferInMoreThanAsciiCase() {
		save(plain("caf\u00e9"));
		save(plain("caf\u00c9"));
		assertThat(all()).hasSize(2);
	}

	@Test
	void forgetsARoom() {
		save(plain("Lobby"));
		save(plain("other"));
		store().delete("lobbY").block(LIMIT);
		store().delete("nobody").block(LIMIT);
		assertThat(all()).containsExactly(plain("other"));
	}

	@Test
	void keepsWhatARoomIsLikeAtLast() {
		int saves = 200;
		RoomStore store = store();
		Flux.range(1, saves)
			.flatMap((number) -> store.save(limited(number)), saves)
			.concatWith(Mono.defer(() -> store.save(limited(0))))
			.blockLast(LIMIT);
		assertThat(all()).containsExactly(limited(0));
		Flux.merge(store.save(limited(1)), store.delete("lobby"), store.save(limited(2))).blockLast(LIMIT);
		assertThat(all()).containsExactly(limited(2));
		Flux.merge(store.save(limited(3)), store.delete("lobby")).blockLast(LIMIT);
		assertThat(all()).isEmpty();
	}

	private void save(StoredRoom room) {
		store().save(room).block(LIMIT);
	}

	private List<StoredRoom> all() {
		return Objects.requireNonNull(store().all().collectList().block(LIMIT));
	}

	private static StoredRoom plain(String name) {
		return new StoredRoom(name, TIME, null, Topic.NONE, rules(), Map.of());
	}

	private static StoredRoom limited(int limit) {
		return new StoredRoom("lobby", TIME, null, Topic.NONE, new RoomRules(Set.of(), word(limit), limit, null),
				Map.of(MaskList.BAN, List.of(new Entry(limit + "!*@*", "x", TIME))));
	}

	private static @Nullable String word(int limit) {
		return (limit % 2 == 0) ? "word" : null;
	}

	private static RoomRules rules() {
		return new RoomRules(Set.of(), null, 0, null);
	}

}

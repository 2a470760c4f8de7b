package dev.torsion.words.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.words.RoomRules;
import dev.torsion.words.Topic;
import dev.torsion.words.history.RoomStore;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoomKeeper}.
 */
class RoomKeeperTests {

	private final SlowStore store = new SlowStore();

	private final RoomKeeper keeper = new RoomKeeper(this.store, "lobby");

	private void save(String topic) {
		this.keeper.save(new RoomStore.StoredRoom("lobby", Instant.EPOCH, null, new Topic(topic, "", Instant.EPOCH),
				new RoomRules(Set.of(), null, 0, null), Map.of()));
	}

	@Test
	void writesOneAfterAnotherAndTheLastOfThoseThatCameMeanwhile() {
		save("one");
		save("two");
		save("three");
		assertThat(this.store.writes).containsExactly("one");
		this.store.done();
		assertThat(this.store.writes).containsExactly("one", "three");
		this.store.done();
		save("four");
		assertThat(this.store.writes).containsExactly("one", "three", "four");
	}

	@Test
	void forgetsAfterWhatIsBeingWritten() {
		save("one");
		this.keeper.forget();
		assertThat(this.store.writes).containsExactly("one");
		this.store.done();
		assertThat(this.store.writes).containsExactly("one", "no lobby");
	}

	@Test
	void goesOnAfterAFailure() {
		save("one");
		save("two");
		this.store.fail();
		assertThat(this.store.writes).containsExactly("one", "two");
		this.store.done();
		save("three");
		assertThat(this.store.writes).hasSize(3);
	}

	/** Takes its time for each write. */
	private static final class SlowStore implements RoomStore {

		private final List<String> writes = new ArrayList<>();

		private Sinks.Empty<Void> writing = Sinks.empty();

		void done() {
			this.writing.tryEmitEmpty();
		}

		void fail() {
			this.writing.tryEmitError(new IllegalStateException("The disk is full"));
		}

		private Mono<Void> write(String what) {
			this.writes.add(what);
			this.writing = Sinks.empty();
			return this.writing.asMono();
		}

		@Override
		public Flux<StoredRoom> all() {
			return Flux.empty();
		}

		@Override
		public Mono<Void> save(StoredRoom room) {
			return write(room.topic().text());
		}

		@Override
		public Mono<Void> delete(String name) {
			return write("no " + name);
		}

	}

}

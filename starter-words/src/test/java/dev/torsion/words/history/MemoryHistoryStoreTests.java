package dev.torsion.words.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import dev.torsion.words.history.HistoryEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * History in memory.
 */
class MemoryHistoryStoreTests extends HistoryStoreContract {

	private MemoryHistoryStore store = store(1000, 20_000, Duration.ZERO);

	private Instant now = START;

	@Override
	protected HistoryStore store() {
		return this.store;
	}

	private MemoryHistoryStore store(int conversations, int entries, Duration retention) {
		return new MemoryHistoryStore(new HistoryLimits(conversations, entries, retention, MAX_READ), new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return MemoryHistoryStoreTests.this.now;
			}

		});
	}

	@Test
	void keepsTheLastEntriesOfAConversation() {
		this.store = store(10, 7, Duration.ZERO);
		Conversation begun = open("#room");
		for (long number = 1; number <= 100; number++) {
			append(entry(begun, number, Kind.TEXT, "text"));
			assertThat(numbers("#room", HistoryQuery.after(0, 50)))
				.containsExactlyElementsOf(LongStream.rangeClosed(Math.max(1, number - 6), number).boxed().toList());
		}
		assertThat(this.store.find("#room", 93).block(LIMIT)).isNull();
		assertThat(this.store.find("#room", 94).block(LIMIT)).isNotNull();
		assertThat(numbers("#room", new HistoryQuery(Point.at(95), Point.at(98), 9, false, true))).containsExactly(96L,
				97L);
	}

	@Test
	void makesRoomForConversationsThatAreUsed() {
		this.store = store(2, 10, Duration.ZERO);
		Conversation first = open("#first");
		append(open("#second"), 1);
		append(first, 1);
		append(open("#third"), 1);
		assertThat(numbers("#first", HistoryQuery.last(9))).containsExactly(1L);
		assertThat(numbers("#second", HistoryQuery.last(9))).isEmpty();
	}

	@Test
	void losesNoEntryOfARoomThatLivesOnWhenItsConversationHasMadeRoom() {
		this.store = store(1, 10, Duration.ZERO);
		Conversation first = open("#first");
		append(open("#second"), 1);
		append(entry(first, 7, Kind.TEXT, "still here"));
		assertThat(numbers("#first", HistoryQuery.last(9))).containsExactly(7L);
		assertThat(open("#first").id()).isEqualTo(first.id());
	}

	@Test
	void forgetsWhatIsOlderThanItIsKept() {
		this.store = store(10, 10, Duration.ofSeconds(5));
		Conversation begun = open("#room");
		append(begun, 8);
		this.now = Instant.ofEpochMilli(time(8));
		assertThat(numbers("#room", HistoryQuery.after(0, 50))).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
		assertThat(this.store.find("#room", 2).block(LIMIT)).isNull();
		this.now = Instant.ofEpochMilli(time(12));
		append(entry(begun, 9, Kind.TEXT, "text"));
		append(entry(begun, 10, Kind.TEXT, "text"));
		assertThat(numbers("#room", HistoryQuery.last(50))).containsExactly(7L, 8L, 9L, 10L);
		this.now = Instant.ofEpochMilli(time(100));
		assertThat(numbers("#room", HistoryQuery.last(50))).isEmpty();
	}

	@Test
	void doesNotKeepAnyNumberOfEntries() {
		assertThatIllegalArgumentException().isThrownBy(() -> store(10, 0, Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> store(0, 1, Duration.ZERO));
	}

}

package dev.torsion.words.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryStore.Activity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the history wherever it is kept.
 */
public abstract class HistoryStoreContract {

	/** How many entries are read at a time. */
	protected static final int MAX_READ = 50;

	protected static final Duration LIMIT = Duration.ofSeconds(60);

	protected static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

	private static final Profile ALICE = new Profile("Alice", "alice", "host.example", "", "alice", null, false);

	private final String room = "#" + UUID.randomUUID();

	/**
	 * The store, which reads {@link #MAX_READ} entries at a time.
	 * @return the store
	 */
	protected abstract HistoryStore store();

	@Test
	void beginsAConversationAndFindsItAgain() {
		Conversation begun = open(this.room);
		assertThat(begun.key()).isEqualTo(this.room);
		assertThat(begun.id()).matches("[a-z0-9]{1,16}");
		assertThat(begun.last()).isZero();
		append(begun, 3);
		Conversation found = open(this.room);
		assertThat(found.id()).isEqualTo(begun.id());
		assertThat(found.last()).isGreaterThanOrEqualTo(3);
		assertThat(open(this.room + "other").id()).isNotEqualTo(begun.id());
	}

	@Test
	void givesNoNumberTwiceThatWasGivenToWhatIsNotKept() {
		Conversation begun = open(this.room);
		append(entry(begun, 3, Kind.TEXT, "kept"));
		long typing = 1000;
		assertThat(open(this.room).last()).isGreaterThan(typing);
		assertThat(open(this.room).last()).isGreaterThan(Conversation.GAP + typing);
	}

	@Test
	void keepsAllOfAnEntry() {
		Conversation begun = open(this.room);
		Profile bot = new Profile("bot", "b", "h", "", null, null, true);
		HistoryEntry kicked = new HistoryEntry(this.room, stamp(begun, 1), Kind.KICKED, bot, "Bob",
				"enough \uD83D\uDE00", Map.of(), null);
		HistoryEntry edited = new HistoryEntry(this.room, stamp(begun, 2), Kind.NOTICE, ALICE, "", "a=b&c;d",
				Map.of("+draft/reply", "x-1", "+empty", "", "+odd", "=&%; \u00e9"), START.plusMillis(1234));
		append(kicked);
		append(edited);
		assertThat(read(new HistoryQuery(null, null, 10, false, false))).containsExactly(kicked, edited);
	}

	@Test
	void readsTheLastTheFirstAndWhatIsBetween() {
		append(open(this.room), 20);
		assertThat(numbers(HistoryQuery.last(3))).containsExactly(18L, 19L, 20L);
		assertThat(numbers(HistoryQuery.before(18, 3))).containsExactly(15L, 16L, 17L);
		assertThat(numbers(HistoryQuery.after(18, 3))).containsExactly(19L, 20L);
		assertThat(numbers(new HistoryQuery(Point.at(5), Point.at(9), 10, false, true))).containsExactly(6L, 7L, 8L);
		assertThat(numbers(new HistoryQuery(Point.at(5), Point.at(9), 2, true, true))).containsExactly(7L, 8L);
		assertThat(numbers(new HistoryQuery(Point.at(9), Point.at(5), 10, false, true))).isEmpty();
		assertThat(numbers(HistoryQuery.before(1, 3))).isEmpty();
		assertThat(numbers(HistoryQuery.after(20, 3))).isEmpty();
	}

	@Test
	void readsByTime() {
		append(open(this.room), 20);
		long tenth = time(10);
		assertThat(numbers(new HistoryQuery(Point.atTime(tenth), null, 2, false, true))).containsExactly(11L, 12L);
		assertThat(numbers(new HistoryQuery(null, Point.atTime(tenth), 2, true, true))).containsExactly(8L, 9L);
		assertThat(numbers(new HistoryQuery(Point.atTime(tenth - 1), Point.at(12), 9, false, true)))
			.containsExactly(10L, 11L);
		assertThat(numbers(new HistoryQuery(Point.at(8), Point.atTime(tenth + 1), 9, false, true))).containsExactly(9L,
				10L);
		assertThat(numbers(new HistoryQuery(Point.atTime(time(20)), null, 2, false, true))).isEmpty();
		assertThat(numbers(new HistoryQuery(null, Point.atTime(time(1)), 2, true, true))).isEmpty();
	}

	@Test
	void tellsWhatHappenedAtTheSameTimeInOrder() {
		Conversation begun = open(this.room);
		LongStream.rangeClosed(1, 6)
			.forEach((number) -> append(new HistoryEntry(this.room,
					new Stamp(id(begun, number), number, (number < 3) ? START : START.plusMillis(1)), Kind.TEXT, ALICE,
					"", "", Map.of(), null)));
		assertThat(numbers(new HistoryQuery(Point.atTime(START.toEpochMilli()), null, 3, false, true)))
			.containsExactly(3L, 4L, 5L);
		assertThat(numbers(new HistoryQuery(null, Point.atTime(START.toEpochMilli() + 1), 9, true, true)))
			.containsExactly(1L, 2L);
	}

	@Test
	void readsMessagesAloneOrAllThatHasHappened() {
		Conversation begun = open(this.room);
		append(entry(begun, 1, Kind.TEXT, "one"));
		append(entry(begun, 2, Kind.JOINED, ""));
		append(entry(begun, 3, Kind.NOTICE, "two"));
		append(entry(begun, 4, Kind.QUIT, ""));
		assertThat(numbers(HistoryQuery.last(10))).containsExactly(1L, 3L);
		assertThat(numbers(HistoryQuery.last(1))).containsExactly(3L);
		assertThat(numbers(new HistoryQuery(null, null, 3, true, false))).containsExactly(2L, 3L, 4L);
	}

	@Test
	void readsNoMoreThanIsAllowed() {
		append(open(this.room), MAX_READ + 10);
		assertThat(numbers(HistoryQuery.last(1000))).hasSize(MAX_READ).last().isEqualTo(MAX_READ + 10L);
	}

	@Test
	void readsNothingOfWhatItDoesNotKnow() {
		assertThat(numbers(HistoryQuery.last(10))).isEmpty();
		assertThat(store().find(this.room, 1).block(LIMIT)).isNull();
		store().replace(entry(new Conversation(this.room, "x", 0), 1, Kind.TEXT, "new")).block(LIMIT);
		store().forget(this.room).block(LIMIT);
		assertThat(store().find(this.room, 1).block(LIMIT)).isNull();
	}

	@Test
	void findsAndReplacesOneOfMany() {
		Conversation begun = open(this.room);
		append(begun, 10_000);
		HistoryEntry entry = Objects.requireNonNull(store().find(this.room, 9_995).block(LIMIT));
		assertThat(entry.text()).isEqualTo("text 9995");
		HistoryEntry edited = entry.edited("better", START);
		store().replace(edited).block(LIMIT);
		assertThat(store().find(this.room, 9_995).block(LIMIT)).isEqualTo(edited);
		HistoryEntry redacted = edited.redacted(START);
		store().replace(redacted).block(LIMIT);
		assertThat(store().find(this.room, 9_995).block(LIMIT)).isEqualTo(redacted);
		assertThat(numbers(HistoryQuery.after(9_993, 2))).containsExactly(9_994L, 9_996L);
		assertThat(store().find(this.room, 10_001).block(LIMIT)).isNull();
	}

	@Test
	void tellsWithWhomAnAccountHasSpokenLately() {
		String alice = UUID.randomUUID().toString();
		say(alice, "bob", 1, 5);
		say("carol", alice, 1, 9);
		say(alice, "dave", 1, 20);
		say("bob", "carol", 1, 6);
		assertThat(correspondents(alice, time(1), time(15), 10)).containsExactly("bob", "carol");
		assertThat(correspondents(alice, time(1), time(100), 2)).containsExactly("bob", "carol");
		assertThat(correspondents(alice, time(5), time(20), 10)).containsExactly("carol");
		assertThat(correspondents("nobody", time(1), time(100), 10)).isEmpty();
	}

	@Test
	void tellsAccountsWithCommasApart() {
		String name = UUID.randomUUID().toString();
		assertThat(Conversation.between(name + ",b", "c")).isNotEqualTo(Conversation.between(name, "b,c"));
		say(name + ",b", "c", 1, 5);
		assertThat(correspondents(name, time(1), time(15), 10)).isEmpty();
		assertThat(correspondents(name + ",b", time(1), time(15), 10)).containsExactly("c");
		say("x,y%2c", name, 1, 5);
		assertThat(correspondents(name, time(1), time(15), 10)).containsExactly("x,y%2c");
	}

	@Test
	void forgetsAConversationAndBeginsAnother() {
		Conversation begun = open(this.room);
		append(begun, 2500);
		store().forget(this.room).block(LIMIT);
		assertThat(numbers(HistoryQuery.last(10))).isEmpty();
		Conversation another = open(this.room);
		assertThat(another.id()).isNotEqualTo(begun.id());
		assertThat(another.last()).isZero();
	}

	@Test
	void losesNothingOfARoomThatLivesOnWhenItsConversationIsForgotten() {
		Conversation begun = open(this.room);
		append(begun, 3);
		store().forget(this.room).block(LIMIT);
		HistoryEntry next = entry(begun, 4, Kind.TEXT, "still here");
		append(next);
		assertThat(read(HistoryQuery.last(10))).containsExactly(next);
		assertThat(open(this.room)).satisfies((found) -> {
			assertThat(found.id()).isEqualTo(begun.id());
			assertThat(found.last()).isGreaterThanOrEqualTo(4);
		});
	}

	@Test
	void keepsWhatManyAppendAtTheSameTime() throws InterruptedException {
		int threads = 8;
		CountDownLatch done = new CountDownLatch(threads);
		for (int i = 0; i < threads; i++) {
			Conversation begun = open(this.room + i);
			new Thread(() -> {
				append(begun, 2000);
				done.countDown();
			}).start();
		}
		done.await();
		for (int i = 0; i < threads; i++) {
			String key = this.room + i;
			List<HistoryEntry> last = store().read(key, HistoryQuery.before(2001, 20)).block(LIMIT);
			assertThat(last).extracting((entry) -> entry.stamp().sequence())
				.containsExactlyElementsOf(LongStream.rangeClosed(1981, 2000).boxed().toList());
			assertThat(last).allMatch((entry) -> entry.conversation().equals(key));
		}
	}

	@Test
	void opensOneConversationForManyWhoComeAtTheSameTime() {
		List<String> ids = Flux.range(0, 20)
			.flatMap((number) -> store().open(this.room).map(Conversation::id), 20)
			.collectList()
			.block(LIMIT);
		assertThat(ids).hasSize(20);
		assertThat(Objects.requireNonNull(ids).stream().distinct()).hasSize(1);
	}

	private void say(String one, String other, int sequence, long second) {
		Conversation begun = open(Conversation.between(one, other));
		append(new HistoryEntry(begun.key(),
				new Stamp(id(begun, sequence), sequence, Instant.ofEpochMilli(time(second))), Kind.TEXT, ALICE, "",
				"hi", Map.of(), null));
	}

	private List<@Nullable String> correspondents(String account, long after, long before, int limit) {
		List<Activity> found = Objects.requireNonNull(
				store().correspondents(account, Instant.ofEpochMilli(after), Instant.ofEpochMilli(before), limit)
					.block(LIMIT));
		return found.stream().map((activity) -> Conversation.other(activity.key(), account)).toList();
	}

	/**
	 * Opens a conversation.
	 * @param key its key
	 * @return the conversation
	 */
	protected final Conversation open(String key) {
		return Objects.requireNonNull(store().open(key).block(LIMIT));
	}

	/**
	 * Appends messages, numbered from 1, waiting where the store says so.
	 * @param conversation the conversation
	 * @param count how many
	 */
	protected final void append(Conversation conversation, int count) {
		IntStream.rangeClosed(1, count)
			.forEach((number) -> append(entry(conversation, number, Kind.TEXT, "text " + number)));
	}

	protected final void append(HistoryEntry entry) {
		store().append(entry).block(LIMIT);
	}

	protected final HistoryEntry entry(Conversation conversation, long number, Kind kind, String text) {
		return new HistoryEntry(conversation.key(), stamp(conversation, number), kind, ALICE, "", text, Map.of(), null);
	}

	private static Stamp stamp(Conversation conversation, long number) {
		return new Stamp(id(conversation, number), number, Instant.ofEpochMilli(time(number)));
	}

	private static String id(Conversation conversation, long number) {
		return conversation.id() + "-" + Long.toString(number, Character.MAX_RADIX);
	}

	/**
	 * When a message is said.
	 * @param number its number
	 * @return milliseconds since 1970
	 */
	protected static long time(long number) {
		return START.plusSeconds(number).toEpochMilli();
	}

	private List<HistoryEntry> read(HistoryQuery query) {
		return Objects.requireNonNull(store().read(this.room, query).block(LIMIT));
	}

	private List<Long> numbers(HistoryQuery query) {
		return numbers(this.room, query);
	}

	protected final List<Long> numbers(String key, HistoryQuery query) {
		return Objects.requireNonNull(store().read(key, query).block(LIMIT))
			.stream()
			.map((entry) -> entry.stamp().sequence())
			.toList();
	}

}

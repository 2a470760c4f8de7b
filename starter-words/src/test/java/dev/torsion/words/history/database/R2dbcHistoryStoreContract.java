package dev.torsion.words.history.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.torsion.enterprise.Query;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.Profile;
import dev.torsion.words.Stamp;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryLimits;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.history.HistoryStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the history in every database.
 */
@Timeout(300)
abstract class R2dbcHistoryStoreContract extends HistoryStoreContract {

	R2dbcHistoryStore store;

	abstract WordsDatabase tables();

	@BeforeEach
	void open() {
		tables().sql("delete from words_entry");
		tables().sql("delete from words_conversation");
		this.store = newStore();
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	private R2dbcHistoryStore newStore() {
		return new R2dbcHistoryStore(tables().database(), MAX_READ, 10_000, Schedulers.parallel());
	}

	@Override
	protected HistoryStore store() {
		return this.store;
	}

	@Test
	void goesOnAfterTheApplicationHasEnded() {
		Conversation begun = open("#room");
		append(begun, 3);
		this.store.close();
		this.store = newStore();
		Conversation found = open("#room");
		assertThat(found.id()).isEqualTo(begun.id());
		assertThat(found.last()).isGreaterThan(3);
		append(entry(found, found.last() + 1, Kind.TEXT, "after"));
		assertThat(numbers("#room", HistoryQuery.last(9))).containsExactly(1L, 2L, 3L, found.last() + 1);
		HistoryEntry last = this.store.find("#room", found.last() + 1).block(LIMIT);
		assertThat(last).isNotNull()
			.satisfies((entry) -> assertThat(entry.stamp().id())
				.isEqualTo(begun.id() + "-" + Long.toString(found.last() + 1, Character.MAX_RADIX)));
	}

	@Test
	void writesWhatWaitsWhenItIsClosed() {
		append(open("#room"), 777);
		this.store.close();
		assertThat(tables().number("select count(*) from words_entry")).isEqualTo(777);
		assertThat(this.store.waiting()).isZero();
		assertThat(this.store.lost()).isZero();
	}

	@Test
	void writesTheOthersIfOneIsRefused() {
		Conversation begun = open("#room");
		LongStream.rangeClosed(1, 600).forEach((number) -> this.store.append(refused(begun, number)));
		assertThat(this.store.read("#room", HistoryQuery.last(1)).block(LIMIT)).hasSize(1);
		assertThat(tables().number("select count(*) from words_entry")).isEqualTo(599);
		assertThat(this.store.lost()).isOne();
	}

	/** Number 42 has an account that is longer than there can be. */
	private static HistoryEntry refused(Conversation conversation, long number) {
		Profile by = new Profile("nick", "user", "host", "", (number == 42) ? "x".repeat(300) : "x", null, false);
		return new HistoryEntry(conversation.key(),
				new Stamp(conversation.id() + "-" + number, number, Instant.ofEpochMilli(time(number))), Kind.TEXT, by,
				"", "text", Map.of(), null);
	}

	@Test
	void writesAnEntryOnceThatComesTwice() {
		Conversation begun = open("#room");
		append(begun, 5);
		this.store.close();
		append(begun, 6);
		assertThat(numbers("#room", HistoryQuery.last(9))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
		assertThat(this.store.lost()).isZero();
	}

	@Test
	void takesWhatNoDatabaseLikes() {
		Conversation begun = open("#room");
		Profile odd = new Profile("n".repeat(300), "u", "h".repeat(5000), "", null, null, false);
		append(new HistoryEntry("#room", new Stamp(begun.id() + "-1", 1, START), Kind.TEXT, odd, "s".repeat(300),
				"a\0b \uD800 \u202e" + "x".repeat(20_000), Map.of("+t", "\0"), null));
		assertThat(numbers("#room", HistoryQuery.last(9))).containsExactly(1L);
		assertThat(this.store.lost()).isZero();
	}

	@Test
	void writesOnAfterSomebodyElseHasForgottenAConversation() {
		Conversation begun = open("#room");
		append(begun, 3);
		assertThat(numbers("#room", HistoryQuery.last(9))).hasSize(3);
		tables().sql("delete from words_conversation");
		append(entry(begun, 4, Kind.TEXT, "text"));
		assertThat(numbers("#room", HistoryQuery.last(9))).containsExactly(4L);
		assertThat(this.store.lost()).isZero();
	}

	@Test
	void deletesWhatIsOldInPieces() {
		append(open("#room"), 3500);
		append(open("#other"), 10);
		this.store.close();
		HistoryRetention retention = retention(0, Duration.ofSeconds(1200), time(3500));
		assertThat(retention.sweep().block(LIMIT)).isEqualTo(2299 + 10);
		assertThat(numbers("#room", HistoryQuery.after(0, 1))).containsExactly(2300L);
		assertThat(numbers("#other", HistoryQuery.after(0, 1))).isEmpty();
		assertThat(open("#other").last()).isGreaterThan(10);
		assertThat(retention.sweep().block(LIMIT)).isZero();
	}

	@Test
	void deletesTheOldestOfConversationsThatAreTooLong() {
		for (int i = 0; i < 120; i++) {
			append(open("#room" + i), i);
		}
		this.store.close();
		assertThat(retention(100, Duration.ZERO, 0).sweep().block(LIMIT)).isEqualTo(19 * 20 / 2);
		assertThat(numbers("#room119", HistoryQuery.after(0, 1))).containsExactly(20L);
		assertThat(numbers("#room100", HistoryQuery.after(0, 1))).containsExactly(1L);
	}

	@Test
	void givesNoNumberTwiceWhenAllThatHadOneIsDeleted() {
		Conversation begun = open("#room");
		long last = 5 * Conversation.GAP;
		append(entry(begun, last, Kind.TEXT, "text"));
		this.store.close();
		assertThat(retention(0, Duration.ofSeconds(1), time(last) + 10_000).sweep().block(LIMIT)).isOne();
		assertThat(open("#room").last()).isGreaterThan(last);
	}

	private HistoryRetention retention(int entries, Duration age, long now) {
		return new HistoryRetention(tables().database(), new HistoryLimits(1, entries, age, MAX_READ),
				Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
	}

	static List<String> plan(WordsDatabase tables, String sql, Map<String, Object> parameters) {
		Query query = tables.database().query("explain " + sql);
		for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
			query = query.bind(parameter.getKey(), parameter.getValue());
		}
		List<String> plan = query.map((row) -> String.valueOf(row.get(0))).collectList().block(LIMIT);
		return (plan != null) ? plan : List.of();
	}

}

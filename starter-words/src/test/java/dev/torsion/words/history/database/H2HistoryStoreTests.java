package dev.torsion.words.history.database;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.test.VirtualEventLoop;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry.Kind;
import dev.torsion.words.history.HistoryLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * History in H2.
 */
class H2HistoryStoreTests extends R2dbcHistoryStoreContract {

	private static final WordsDatabase TABLES = WordsDatabase.h2(WordsDatabase.history());

	@Override
	WordsDatabase tables() {
		return TABLES;
	}

	@AfterAll
	static void closeTables() {
		TABLES.close();
	}

	@Test
	void letsPeopleSpeakWhileTheDatabaseIsDownAndCountsWhatIsLost() {
		WordsDatabase closed = WordsDatabase.h2(WordsDatabase.history());
		R2dbcHistoryStore store = new R2dbcHistoryStore(closed.database(), MAX_READ, 100, Schedulers.parallel());
		Conversation begun = store.open("#room").block(LIMIT);
		assertThat(begun).isNotNull();
		closed.database().close();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> store.open("#other").block(LIMIT));
		List<Mono<Void>> results = new ArrayList<>();
		for (long number = 1; number <= 150; number++) {
			results.add(store.append(entry(begun, number, Kind.TEXT, "text")));
		}
		results.forEach((result) -> result.block(LIMIT));
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> store.read("#room", HistoryQuery.last(1)).block(LIMIT));
		assertThat(store.lost()).isEqualTo(50);
		assertThat(store.waiting()).isEqualTo(100);
		store.close();
		closed.close();
	}

	@Test
	void endsItsRetention() {
		HistoryRetention retention = new HistoryRetention(tables().database(),
				new HistoryLimits(1, 10, Duration.ZERO, 1), Clock.systemUTC());
		VirtualEventLoop loop = new VirtualEventLoop();
		append(open("#room"), 20);
		this.store.close();
		retention.start(Duration.ofHours(1), loop.scheduler());
		assertThat(tables().number("select count(*) from words_entry")).isEqualTo(20);
		retention.close();
		loop.advance(Duration.ofHours(2));
		assertThat(tables().number("select count(*) from words_entry")).isEqualTo(20);
	}

}

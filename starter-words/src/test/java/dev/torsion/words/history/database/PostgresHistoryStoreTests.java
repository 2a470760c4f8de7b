package dev.torsion.words.history.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * History in a real PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresHistoryStoreTests extends R2dbcHistoryStoreContract {

	private static PostgresServer server;

	private static WordsDatabase tables;

	@BeforeAll
	static void startServer() {
		server = PostgresServer.create();
		tables = WordsDatabase.of(server.url(), WordsDatabase.history());
	}

	@AfterAll
	static void stopServer() {
		tables.close();
		server.close();
	}

	@Override
	WordsDatabase tables() {
		return tables;
	}

	@Test
	void keepsWhatIsSaidWhileTheServerIsStopped() {
		Conversation begun = open("#room");
		append(begun, 3);
		this.store.close();
		server.stop();
		append(entry(begun, 4, Kind.TEXT, "meanwhile"));
		this.store.close();
		append(entry(begun, 5, Kind.TEXT, "meanwhile"));
		assertThat(this.store.waiting()).isEqualTo(2);
		server.start();
		assertThat(this.store.read("#room", HistoryQuery.after(1, 9))
			.filter((entries) -> entries.size() == 4)
			.switchIfEmpty(Mono.error(IllegalStateException::new))
			.retryWhen(Retry.fixedDelay(200, Duration.ofMillis(50)))
			.block(LIMIT)).hasSize(4);
		assertThat(this.store.lost()).isZero();
	}

	@Test
	void findsItsPlaceByIndexAlone() {
		fill();
		Point number = Point.at(9000);
		Point time = Point.atTime(9_000_000);
		for (boolean latest : List.of(true, false)) {
			for (boolean messages : List.of(true, false)) {
				check(new HistoryQuery(number, null, 50, latest, messages), Map.of("after", 9000L));
				check(new HistoryQuery(null, number, 50, latest, messages), Map.of("before", 9000L));
				check(new HistoryQuery(time, null, 50, latest, messages), Map.of("after", 9_000_000L));
				check(new HistoryQuery(null, time, 50, latest, messages), Map.of("before", 9_000_000L));
				check(new HistoryQuery(null, null, 50, latest, messages), Map.of());
			}
		}
	}

	private static void fill() {
		tables.sql("insert into words_conversation (conversation_key, public_id) values ('#a', 'a'), ('#b', 'b')");
		tables
			.sql("insert into words_entry (conversation, seq, time_ms, kind, said, nick, user_name, host, bot, subject,"
					+ " content, tags) select c.id, i, i * 1000, 'TEXT', i % 10 = 0, 'n', 'u', 'h', false, '', 'text', ''"
					+ " from words_conversation c, generate_series(1, 20000) i");
		tables.sql("analyze words_entry");
	}

	private static void check(HistoryQuery query, Map<String, Object> bounds) {
		Map<String, Object> parameters = new HashMap<>(bounds);
		parameters.put("id", tables.number("select id from words_conversation where public_id = 'a'"));
		String plan = String.join("\n", plan(tables, new EntryQuery(query, 50).sql(), parameters));
		assertThat(plan).contains("Index").doesNotContain("Seq Scan", "Sort", "Bitmap");
	}

}

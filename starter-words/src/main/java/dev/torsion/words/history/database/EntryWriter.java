package dev.torsion.words.history.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import dev.torsion.enterprise.Database;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.database.ConversationTable.Row;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Writes entries with few statements and one commit. If one of them is refused, the
 * others are written all the same.
 */
final class EntryWriter {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Log logger = LogFactory.getLog(EntryWriter.class);

	private final Database database;

	private final ConversationTable conversations;

	private final EntryInserts inserts;

	EntryWriter(Database database, ConversationTable conversations) {
		this.database = database;
		this.conversations = conversations;
		this.inserts = new EntryInserts(database.connectionFactory());
	}

	/**
	 * Writes entries.
	 * @return how many of them were refused; fails if the database cannot be asked at the
	 * moment
	 */
	Mono<Integer> write(List<HistoryEntry> entries) {
		return batch(entries).thenReturn(0)
			.onErrorResume((ex) -> !isPassing(ex), (ex) -> oneByOne(entries))
			.timeout(LIMIT);
	}

	private static boolean isPassing(Throwable failure) {
		return failure instanceof TransientDataAccessException || failure instanceof DataAccessResourceFailureException
				|| failure instanceof TimeoutException;
	}

	private Mono<Integer> oneByOne(List<HistoryEntry> entries) {
		this.conversations.forgetAll();
		return Flux.fromIterable(entries).concatMap(this::one).reduce(0, Integer::sum);
	}

	private Mono<Integer> one(HistoryEntry entry) {
		return batch(List.of(entry)).thenReturn(0)
			// Written by a try whose end was not heard of
			.onErrorReturn(DuplicateKeyException.class, 0)
			.onErrorResume((ex) -> !isPassing(ex), (ex) -> {
				logger.debug("Failed to write an entry of the history", ex);
				return Mono.just(1);
			});
	}

	private Mono<Void> batch(List<HistoryEntry> entries) {
		return numbers(entries).flatMap((numbers) -> this.database.interaction(
				(transaction) -> transaction.connection((connection) -> insert(connection, entries, numbers)).then()));
	}

	private Mono<Map<String, Long>> numbers(List<HistoryEntry> entries) {
		Map<String, HistoryEntry> byKey = new HashMap<>();
		entries.forEach((entry) -> byKey.putIfAbsent(entry.conversation(), entry));
		return Flux.fromIterable(byKey.values())
			.concatMap((entry) -> this.conversations.of(entry).map((row) -> Map.entry(entry.conversation(), row)))
			.collectMap(Map.Entry::getKey, (found) -> number(found.getValue()));
	}

	private static Long number(Row row) {
		return row.number();
	}

	private Flux<Long> insert(Connection connection, List<HistoryEntry> entries, Map<String, Long> numbers) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		entries.forEach((entry) -> rows.add(EntryRows.values(numbers.getOrDefault(entry.conversation(), 0L), entry)));
		return Flux.fromIterable(this.inserts.of(connection, rows))
			.concatMap((statement) -> Flux.from(statement.execute()).concatMap(Result::getRowsUpdated), 1);
	}

}

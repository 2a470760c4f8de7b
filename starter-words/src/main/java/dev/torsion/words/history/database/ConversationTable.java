package dev.torsion.words.history.database;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.enterprise.Database;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.dao.DuplicateKeyException;

/**
 * The rows of {@code words_conversation}, of which those that were asked for last are
 * known. Safe to use from any thread.
 */
final class ConversationTable {

	private static final int KNOWN = 10_000;

	private static final int ATTEMPTS = 3;

	private static final String LAST = "select seq from words_entry where conversation = :id order by seq desc limit 1";

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Row> known = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
			return size() > KNOWN;
		}

	};

	private final Database database;

	ConversationTable(Database database) {
		this.database = database;
	}

	Mono<Conversation> open(String key) {
		return Mono.defer(() -> reopen(key).switchIfEmpty(create(key, newId()).map((row) -> row.begun(key))))
			.retryWhen(again());
	}

	/** Somebody else may have begun it at the same time. */
	private static Retry again() {
		return Retry.max(ATTEMPTS).filter(DuplicateKeyException.class::isInstance);
	}

	private Mono<Conversation> reopen(String key) {
		return this.database.interaction((transaction) -> transaction
			.query("select id, public_id, last_seq from words_conversation where conversation_key = :key for update")
			.bind("key", key)
			.map((row) -> new Found(row(row), EntryRows.number(row, "last_seq")))
			.next()
			.flatMap((found) -> last(transaction, found).flatMap((last) -> given(transaction, found.row(), last)
				.thenReturn(remember(key, found.row()).at(key, last)))));
	}

	private static Mono<Long> last(Database transaction, Found found) {
		return transaction.query(LAST)
			.bind("id", found.row().number())
			.as(Long.class)
			.next()
			.defaultIfEmpty(0L)
			.map((last) -> Math.max(last, found.last()) + Conversation.GAP);
	}

	/** Numbers up to this were given. */
	Mono<Void> given(Database transaction, Row row, long last) {
		return transaction
			.operation("update words_conversation set last_seq = :last where id = :id and last_seq < :last")
			.bind("last", last)
			.bind("id", row.number())
			.run()
			.then();
	}

	/** A conversation by its key; empty if there is none. */
	Mono<Row> find(String key) {
		return Mono.defer(() -> {
			Row row = known(key);
			return (row != null) ? Mono.just(row)
					: this.database.query("select id, public_id from words_conversation where conversation_key = :key")
						.bind("key", key)
						.map(ConversationTable::row)
						.next()
						.map((found) -> remember(key, found));
		});
	}

	/** That of an entry, which begins again if it was forgotten. */
	Mono<Row> of(HistoryEntry entry) {
		String key = entry.conversation();
		return Mono.defer(() -> find(key).switchIfEmpty(create(key, entry.conversationId()))).retryWhen(again());
	}

	private Mono<Row> create(String key, String id) {
		List<String> accounts = Conversation.accounts(key);
		return Mono.defer(() -> this.database
			.operation("insert into words_conversation (conversation_key, public_id, account_one, account_other)"
					+ " values (:key, :id, :one, :other)")
			.bind("key", key)
			.bind("id", id)
			.bind("one", accounts.isEmpty() ? null : accounts.get(0), String.class)
			.bind("other", accounts.isEmpty() ? null : accounts.get(1), String.class)
			.run()
			.then(find(key)));
	}

	private String newId() {
		return Long.toString(this.random.nextLong() >>> 12, Character.MAX_RADIX);
	}

	private static Row row(Readable row) {
		return new Row(EntryRows.number(row, "id"), EntryRows.text(row, "public_id"));
	}

	private @Nullable Row known(String key) {
		synchronized (this.known) {
			return this.known.get(key);
		}
	}

	private Row remember(String key, Row row) {
		synchronized (this.known) {
			this.known.put(key, row);
		}
		return row;
	}

	void forget(String key) {
		synchronized (this.known) {
			this.known.remove(key);
		}
	}

	void forgetAll() {
		synchronized (this.known) {
			this.known.clear();
		}
	}

	/**
	 * A row.
	 *
	 * @param number what entries refer to
	 * @param id the identifier of the conversation
	 */
	record Row(long number, String id) {

		Conversation begun(String key) {
			return at(key, 0);
		}

		Conversation at(String key, long last) {
			return new Conversation(key, this.id, last);
		}

	}

	private record Found(Row row, long last) {

	}

}

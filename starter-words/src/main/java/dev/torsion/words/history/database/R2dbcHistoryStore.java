package dev.torsion.words.history.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import dev.torsion.enterprise.Database;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.history.Conversation;
import dev.torsion.words.history.HistoryEntry;
import dev.torsion.words.history.HistoryStore;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Keeps what has happened in the tables {@code words_conversation} and
 * {@code words_entry} of a database. Entries are written some hundred at a time; who
 * reads finds what was appended before.
 */
public final class R2dbcHistoryStore implements HistoryStore, AutoCloseable {

	/** Where the scripts are that make the tables, those of rooms too. */
	public static final String SCHEMA = "classpath:dev/torsion/words/history/database/schema";

	static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private static final String OF_ACCOUNT = "select c.conversation_key, (select e.time_ms from words_entry e"
			+ " where e.conversation = c.id and e.said = true order by e.seq desc limit 1) as last_ms"
			+ " from words_conversation c where c.";

	private static final String CORRESPONDENTS = "select a.conversation_key, a.last_ms from (" + OF_ACCOUNT
			+ "account_one = :account union " + OF_ACCOUNT
			+ "account_other = :account) a where a.last_ms > :after and a.last_ms < :before order by a.last_ms limit ";

	private final Database database;

	private final ConversationTable conversations;

	private final AppendQueue queue;

	private final int maxRead;

	/**
	 * Creates the store.
	 * @param database the database, which has the tables
	 * @param maxRead how many entries are read at a time
	 * @param maxWaiting how many entries wait to be written, before more are lost; from
	 * half of that on, who appends has to wait
	 * @param scheduler where time passes
	 */
	public R2dbcHistoryStore(Database database, int maxRead, int maxWaiting, Scheduler scheduler) {
		this.database = database;
		this.maxRead = maxRead;
		this.conversations = new ConversationTable(database);
		EntryWriter writer = new EntryWriter(database, this.conversations);
		this.queue = new AppendQueue(writer::write, maxWaiting, scheduler);
	}

	@Override
	public Mono<Conversation> open(String key) {
		return this.queue.flush().then(Mono.defer(() -> this.conversations.open(key)));
	}

	@Override
	public Mono<Void> append(HistoryEntry entry) {
		return this.queue.add(entry);
	}

	@Override
	public Mono<List<HistoryEntry>> read(String key, HistoryQuery query) {
		EntryQuery statement = new EntryQuery(query, Math.min(query.limit(), this.maxRead));
		return this.queue.flush()
			.then(Mono.defer(() -> this.conversations.find(key)))
			.flatMap((row) -> statement.on(this.database, row.number())
				.timeout(LIMIT)
				.map((entry) -> EntryRows.read(entry, key, row.id()))
				.collectList())
			.doOnNext((entries) -> {
				if (query.latest()) {
					Collections.reverse(entries);
				}
			})
			.defaultIfEmpty(List.of());
	}

	@Override
	public Mono<HistoryEntry> find(String key, long sequence) {
		return this.queue.flush()
			.then(Mono.defer(() -> this.conversations.find(key)))
			.flatMap((row) -> this.database
				.query("select " + EntryRows.COLUMNS
						+ " from words_entry e where e.conversation = :id and e.seq = :seq")
				.bind("id", row.number())
				.bind("seq", sequence)
				.timeout(LIMIT)
				.map((entry) -> EntryRows.read(entry, key, row.id()))
				.next());
	}

	@Override
	public Mono<Void> replace(HistoryEntry entry) {
		return this.queue.flush()
			.then(Mono.defer(() -> this.conversations.find(entry.conversation())))
			.flatMap((row) -> this.database
				.operation("update words_entry set kind = :kind, said = :said, subject = :subject, content = :content,"
						+ " tags = :tags, edited_ms = :edited where conversation = :id and seq = :seq")
				.bind("kind", entry.kind().name())
				.bind("said", entry.kind().isMessage())
				.bind("subject", EntryRows.shortened(entry.subject()))
				.bind("content", EntryRows.clean(entry.text()))
				.bind("tags", EntryRows.encode(entry.tags()))
				.bind("edited", (entry.edited() != null) ? entry.edited().toEpochMilli() : null, Long.class)
				.bind("id", row.number())
				.bind("seq", entry.stamp().sequence())
				.timeout(LIMIT)
				.run())
			.then();
	}

	@Override
	public Mono<List<Activity>> correspondents(String account, Instant after, Instant before, int limit) {
		return this.queue.flush()
			.then(Mono.defer(() -> this.database.query(CORRESPONDENTS + Math.min(limit, this.maxRead))
				.bind("account", Conversation.escape(account))
				.bind("after", after.toEpochMilli())
				.bind("before", before.toEpochMilli())
				.timeout(LIMIT)
				.map((row) -> new Activity(EntryRows.text(row, "conversation_key"),
						Instant.ofEpochMilli(EntryRows.number(row, "last_ms"))))
				.collectList()));
	}

	@Override
	public Mono<Void> forget(String key) {
		return this.queue.flush().then(Mono.defer(() -> {
			this.conversations.forget(key);
			return this.conversations.find(key);
		}))
			.flatMap((row) -> new EntryPieces(this.database, row.number()).deleteUpTo(Long.MAX_VALUE)
				.then(this.database.operation("delete from words_conversation where id = :id")
					.bind("id", row.number())
					.timeout(LIMIT)
					.run()))
			.doFinally((signal) -> this.conversations.forget(key))
			.then();
	}

	@Override
	public Mono<Void> rename(String key, String to) {
		return forget(to).then(Mono.defer(() -> this.database
			.operation("update words_conversation set conversation_key = :to where conversation_key = :key")
			.bind("to", to)
			.bind("key", key)
			.timeout(LIMIT)
			.run())).doFinally((signal) -> this.conversations.forget(key)).then();
	}

	/**
	 * How many entries were lost, because the database did not keep up or has refused
	 * them.
	 * @return the number since the application has started
	 */
	public long lost() {
		return this.queue.lost();
	}

	/**
	 * How many entries wait to be written.
	 * @return the number at this moment
	 */
	public int waiting() {
		return this.queue.waiting();
	}

	/** Writes what waits. Blocks. */
	@Override
	public void close() {
		this.queue.flush().timeout(CLOSING).onErrorComplete().block();
	}

}

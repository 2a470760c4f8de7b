package dev.torsion.words.history.database;

import java.util.Optional;

import dev.torsion.enterprise.Database;
import reactor.core.publisher.Mono;

/**
 * The oldest entries of one conversation, deleted piece by piece so that nobody waits
 * long for any of these.
 *
 * @param database the database
 * @param conversation the number of the conversation
 */
record EntryPieces(Database database, long conversation) {

	/** How many entries are a piece. */
	static final int PIECE = 1000;

	/**
	 * Deletes entries from the oldest on.
	 * @param last the number of the last of them
	 * @return how many they were
	 */
	Mono<Long> deleteUpTo(long last) {
		return delete("seq <= :to order by seq", last);
	}

	/**
	 * Deletes entries from the oldest on.
	 * @param time the time of the first that stays, in milliseconds since 1970
	 * @return how many they were
	 */
	Mono<Long> deleteBefore(long time) {
		return delete("time_ms < :to order by time_ms, seq", time);
	}

	private Mono<Long> delete(String condition, long to) {
		return piece(condition, to).expand((deleted) -> (deleted < PIECE) ? Mono.empty() : piece(condition, to))
			.reduce(0L, Long::sum);
	}

	private Mono<Long> piece(String condition, long to) {
		return this.database
			.query("select max(p.seq) as seq from (select seq from words_entry where conversation = :id and "
					+ condition + " limit " + PIECE + ") p")
			.bind("id", this.conversation)
			.bind("to", to)
			.timeout(R2dbcHistoryStore.LIMIT)
			.map((row) -> Optional.ofNullable(row.get("seq", Long.class)))
			.next()
			.flatMap((last) -> last.map(this::upTo).orElseGet(() -> Mono.just(0L)));
	}

	/** What was kept last is remembered, so that its number is not given again. */
	private Mono<Long> upTo(long last) {
		return this.database.interaction((transaction) -> transaction
			.operation("update words_conversation set last_seq = :last where id = :id and last_seq < :last")
			.bind("last", last)
			.bind("id", this.conversation)
			.run()
			.then(transaction.operation("delete from words_entry where conversation = :id and seq <= :last")
				.bind("id", this.conversation)
				.bind("last", last)
				.run()));
	}

}

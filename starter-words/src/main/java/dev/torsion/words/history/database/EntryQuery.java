package dev.torsion.words.history.database;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Query;
import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;

/**
 * A part of a conversation as a statement, which finds its place by index and reads no
 * more than is told. A time is the place of the entry next to it.
 *
 * @param query which part
 * @param limit how many entries
 */
record EntryQuery(HistoryQuery query, int limit) {

	private static final String AFTER_TIME = " and e.seq >= (select s.seq from words_entry s"
			+ " where s.conversation = :id and s.time_ms > :after order by s.time_ms, s.seq limit 1)";

	private static final String BEFORE_TIME = " and e.seq <= (select s.seq from words_entry s"
			+ " where s.conversation = :id and s.time_ms < :before order by s.time_ms desc, s.seq desc limit 1)";

	String sql() {
		StringBuilder sql = new StringBuilder("select " + EntryRows.COLUMNS + " from words_entry e");
		sql.append(" where e.conversation = :id");
		if (this.query.messagesOnly()) {
			sql.append(" and e.said = true");
		}
		if (this.query.after() != null) {
			sql.append((this.query.after().sequence() > 0) ? " and e.seq > :after" : AFTER_TIME);
		}
		if (this.query.before() != null) {
			sql.append((this.query.before().sequence() > 0) ? " and e.seq < :before" : BEFORE_TIME);
		}
		return sql.append(" order by e.seq")
			.append(this.query.latest() ? " desc" : "")
			.append(" limit ")
			.append(this.limit)
			.toString();
	}

	Query on(Database database, long conversation) {
		Query statement = database.query(sql()).bind("id", conversation);
		if (this.query.after() != null) {
			statement = statement.bind("after", value(this.query.after()));
		}
		return (this.query.before() != null) ? statement.bind("before", value(this.query.before())) : statement;
	}

	private static long value(Point point) {
		return (point.sequence() > 0) ? point.sequence() : point.epochMilli();
	}

}

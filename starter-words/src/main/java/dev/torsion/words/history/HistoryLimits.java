package dev.torsion.words.history;

import java.time.Duration;

/**
 * How much of what has happened is kept, and how much of it is told at a time.
 *
 * @param conversations how many conversations a store in memory keeps
 * @param entries how many entries of a conversation, 0 for any number
 * @param retention how long an entry is kept, zero for ever
 * @param maxRead how many entries are read at a time
 */
public record HistoryLimits(int conversations, int entries, Duration retention, int maxRead) {

	public HistoryLimits {
		if (conversations < 1 || entries < 0 || maxRead < 1 || retention.isNegative()) {
			throw new IllegalArgumentException("A limit of the history is less than it may be");
		}
	}

	/**
	 * Before which nothing is kept.
	 * @param now the time, in milliseconds since 1970
	 * @return the time, in milliseconds since 1970
	 */
	public long oldest(long now) {
		return this.retention.isZero() ? Long.MIN_VALUE : now - this.retention.toMillis();
	}

}

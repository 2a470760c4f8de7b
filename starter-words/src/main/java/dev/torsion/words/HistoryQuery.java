package dev.torsion.words;

import org.jspecify.annotations.Nullable;

/**
 * Which part of what has happened in a conversation.
 *
 * @param after what has happened after this, {@code null} for from the beginning
 * @param before what has happened before this, {@code null} for to the end
 * @param limit how many entries, at least 1
 * @param latest whether the last of them are wanted, if there are more; else the first.
 * They come in the order in which they have happened in both cases
 * @param messagesOnly whether what was said alone is wanted, or what else has happened
 * too
 */
public record HistoryQuery(@Nullable Point after, @Nullable Point before, int limit, boolean latest,
		boolean messagesOnly) {

	/**
	 * The last messages.
	 * @param limit how many
	 * @return the query
	 */
	public static HistoryQuery last(int limit) {
		return new HistoryQuery(null, null, limit, true, true);
	}

	/**
	 * The last messages before one.
	 * @param sequence the number of that one
	 * @param limit how many
	 * @return the query
	 */
	public static HistoryQuery before(long sequence, int limit) {
		return new HistoryQuery(null, Point.at(sequence), limit, true, true);
	}

	/**
	 * The first messages after one.
	 * @param sequence the number of that one
	 * @param limit how many
	 * @return the query
	 */
	public static HistoryQuery after(long sequence, int limit) {
		return new HistoryQuery(Point.at(sequence), null, limit, false, true);
	}

	/**
	 * A point between what has happened: a number, or a time.
	 *
	 * @param sequence the number, 0 if it is a time
	 * @param epochMilli milliseconds since 1970, 0 if it is a number
	 */
	public record Point(long sequence, long epochMilli) {

		/**
		 * At a number.
		 * @param sequence the number
		 * @return the point
		 */
		public static Point at(long sequence) {
			return new Point(sequence, 0);
		}

		/**
		 * At a time.
		 * @param epochMilli milliseconds since 1970
		 * @return the point
		 */
		public static Point atTime(long epochMilli) {
			return new Point(0, epochMilli);
		}

	}

}

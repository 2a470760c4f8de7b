package dev.torsion.names.store.file;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * The lines of a zone, one at a time, so that it is known where each record is from.
 */
interface Lines extends AutoCloseable {

	/**
	 * The next line.
	 * @return its bytes with the line feed, {@code null} after the last
	 * @throws ZoneFileException if it cannot be read
	 */
	byte @Nullable [] next();

	/**
	 * Where the latest line is, for the operator.
	 * @return the place
	 */
	String where();

	/**
	 * Tells whom the latest record belongs to.
	 * @param name the owner
	 */
	default void owner(Name name) {
	}

	@Override
	default void close() {
	}

	/**
	 * How many parentheses, which make several lines one record (RFC 1035 section 5.1),
	 * are open after a line. The parser forgives one that stays open at the end of a
	 * file, which swallows records.
	 * @param open how many are open before it
	 * @param line the line
	 * @return the number, negative if too many were closed
	 */
	static int open(int open, byte[] line) {
		int count = open;
		boolean quoted = false;
		for (int i = 0; i < line.length; i++) {
			switch (line[i]) {
				case '\\' -> i++;
				case '"' -> quoted = !quoted;
				case ';' -> i = quoted ? i : line.length;
				case '(' -> count += quoted ? 0 : 1;
				case ')' -> count -= quoted ? 0 : 1;
				default -> {
				}
			}
		}
		return count;
	}

}

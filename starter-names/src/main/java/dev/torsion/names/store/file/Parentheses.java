package dev.torsion.names.store.file;

/**
 * Counts the parentheses that make several lines one record, RFC 1035 section 5.1. The
 * parser forgives one that stays open at the end of a file, which swallows records.
 */
final class Parentheses {

	private Parentheses() {
	}

	/**
	 * How many are open after a line.
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

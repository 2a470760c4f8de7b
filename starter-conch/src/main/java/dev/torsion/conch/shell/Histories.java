package dev.torsion.conch.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each account has typed, in memory. Safe for use by many threads.
 */
public final class Histories {

	private static final int MOST_ACCOUNTS = 1000;

	private final int size;

	private final Map<String, Deque<String>> histories = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Deque<String>> eldest) {
			return size() > MOST_ACCOUNTS;
		}

	};

	/**
	 * Creates empty histories.
	 * @param size most lines of an account; 0 for none
	 */
	public Histories(int size) {
		this.size = size;
	}

	/**
	 * What an account has typed.
	 * @param account its name
	 * @return lines, the oldest first
	 */
	public synchronized List<String> of(String account) {
		return List.copyOf(this.histories.getOrDefault(account, new ArrayDeque<>()));
	}

	/**
	 * Remembers a line. One that begins with a space is not, and of equal ones in a row
	 * but one.
	 * @param account the name of the account
	 * @param line the line
	 */
	public synchronized void add(String account, String line) {
		Deque<String> lines = this.histories.computeIfAbsent(account, (name) -> new ArrayDeque<>());
		if (!line.isBlank() && !line.startsWith(" ") && !line.equals(lines.peekLast())) {
			lines.addLast(line);
		}
		while (lines.size() > this.size) {
			lines.removeFirst();
		}
	}

}

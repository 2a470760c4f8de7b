package dev.torsion.cred.throttle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last few of many. Safe to use from any thread.
 *
 * @param <T> what is remembered
 */
final class RecentSet<T> {

	private final Map<T, Boolean> recent;

	RecentSet(int most) {
		this.recent = new LinkedHashMap<>(16, 0.75F, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
				return size() > most;
			}

		};
	}

	/**
	 * Remembers something.
	 * @param value the thing
	 * @return whether it was not remembered yet
	 */
	synchronized boolean add(T value) {
		return this.recent.put(value, Boolean.TRUE) == null;
	}

	synchronized boolean contains(T value) {
		return this.recent.containsKey(value);
	}

}

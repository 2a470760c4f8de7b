package dev.torsion.web.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A cache bounded in entries and in bytes. A hit takes no lock: it only marks its entry,
 * and what is marked gets a second round before it has to go (CLOCK). Once full, it takes
 * in only what is asked for a second time, so that a client who asks for everything once
 * drives nothing out.
 *
 * @param <V> the type of the values
 */
final class ClockCache<V> {

	private static final int DOOR = 4096;

	private final Map<String, Slot<V>> slots = new ConcurrentHashMap<>();

	private final Deque<Slot<V>> clock = new ArrayDeque<>();

	private final int[] seenAtDoor = new int[DOOR];

	private final int maxEntries;

	private final long maxBytes;

	private final Consumer<V> evicted;

	private long bytes;

	ClockCache(int maxEntries, long maxBytes) {
		this(maxEntries, maxBytes, (value) -> {
		});
	}

	/**
	 * Creates the cache.
	 * @param evicted told of every value that is no longer kept
	 */
	ClockCache(int maxEntries, long maxBytes, Consumer<V> evicted) {
		this.maxEntries = maxEntries;
		this.maxBytes = maxBytes;
		this.evicted = evicted;
	}

	/**
	 * What is kept for a key, and when it was last known to be true.
	 */
	static final class Slot<V> {

		private final String key;

		private final V value;

		private final long weight;

		private volatile long checkedAt;

		private volatile boolean used;

		private volatile boolean refreshing;

		Slot(String key, V value, long weight, long checkedAt) {
			this.key = key;
			this.value = value;
			this.weight = weight;
			this.checkedAt = checkedAt;
		}

		V value() {
			return this.value;
		}

		long age(long now) {
			return now - this.checkedAt;
		}

		/**
		 * Whether the caller is the one to look again; a rare second one does no harm.
		 */
		boolean startRefreshing() {
			boolean first = !this.refreshing;
			this.refreshing = true;
			return first;
		}

		void checked(long now) {
			this.checkedAt = now;
			this.refreshing = false;
		}

	}

	@Nullable Slot<V> get(String key) {
		Slot<V> slot = this.slots.get(key);
		if (slot != null && !slot.used) {
			slot.used = true;
		}
		return slot;
	}

	/**
	 * Keeps a value, if there is room for it or it has been offered before.
	 * @return whether it is kept
	 */
	synchronized boolean put(String key, V value, long weight, long now) {
		boolean known = remove(key);
		if (weight > this.maxBytes / 4 || (!known && isFull(weight) && !isSecondTime(key))) {
			return false;
		}
		Slot<V> slot = new Slot<>(key, value, weight, now);
		while (isFull(weight) && !this.clock.isEmpty()) {
			turn();
		}
		this.slots.put(key, slot);
		this.clock.addLast(slot);
		this.bytes += weight;
		return true;
	}

	synchronized boolean remove(String key) {
		Slot<V> slot = this.slots.remove(key);
		if (slot == null) {
			return false;
		}
		this.clock.remove(slot);
		forget(slot);
		return true;
	}

	/**
	 * Lets go of what has not been asked for since the last time.
	 */
	synchronized void sweep() {
		for (Slot<V> slot : new ArrayList<>(this.clock)) {
			if (!slot.used) {
				remove(slot.key);
			}
			slot.used = false;
		}
	}

	int size() {
		return this.slots.size();
	}

	private boolean isFull(long weight) {
		return this.slots.size() >= this.maxEntries || this.bytes + weight > this.maxBytes;
	}

	private boolean isSecondTime(String key) {
		int hash = key.hashCode();
		int place = (hash ^ (hash >>> 16)) & (DOOR - 1);
		boolean seen = this.seenAtDoor[place] == hash;
		this.seenAtDoor[place] = seen ? 0 : hash;
		return seen;
	}

	private void turn() {
		Slot<V> oldest = this.clock.removeFirst();
		if (oldest.used) {
			oldest.used = false;
			this.clock.addLast(oldest);
		}
		else {
			this.slots.remove(oldest.key);
			forget(oldest);
		}
	}

	private void forget(Slot<V> slot) {
		this.bytes -= slot.weight;
		this.evicted.accept(slot.value);
	}

}

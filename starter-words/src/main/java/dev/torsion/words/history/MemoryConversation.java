package dev.torsion.words.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import org.jspecify.annotations.Nullable;

/**
 * The last entries of one conversation, in a ring. A look at them takes steps by the
 * logarithm of their number, and one for each that is told. Safe to use from any thread.
 */
final class MemoryConversation {

	private final String id;

	private final int most;

	private final List<HistoryEntry> ring = new ArrayList<>();

	private int first;

	private long last;

	/**
	 * Begins a conversation.
	 * @param id its identifier
	 * @param most how many entries are kept, at least 1
	 */
	MemoryConversation(String id, int most) {
		this.id = id;
		this.most = most;
	}

	/** As it begins. */
	synchronized Conversation begun(String key) {
		return new Conversation(key, this.id, this.last);
	}

	/** As it is found again. */
	synchronized Conversation found(String key) {
		this.last += Conversation.GAP;
		return begun(key);
	}

	synchronized void add(HistoryEntry entry, long oldest) {
		int expired = expired(oldest);
		if (expired > 0 && 2 * expired >= this.ring.size()) {
			forget(expired);
		}
		if (this.ring.size() < this.most) {
			straighten();
			this.ring.add(entry);
		}
		else {
			this.ring.set(this.first, entry);
			this.first = (this.first + 1) % this.most;
		}
		this.last = Math.max(this.last, entry.stamp().sequence());
	}

	private void forget(int count) {
		straighten();
		this.ring.subList(0, count).clear();
	}

	private void straighten() {
		Collections.rotate(this.ring, -this.first);
		this.first = 0;
	}

	synchronized List<HistoryEntry> read(HistoryQuery query, int limit, long oldest) {
		int from = Math.max(expired(oldest), index((entry) -> isAfter(entry, query.after())));
		int to = index((entry) -> !isBefore(entry, query.before()));
		List<HistoryEntry> found = new ArrayList<>();
		for (int i = 0; i < to - from && found.size() < limit; i++) {
			HistoryEntry entry = get(query.latest() ? to - 1 - i : from + i);
			if (!query.messagesOnly() || entry.kind().isMessage()) {
				found.add(entry);
			}
		}
		if (query.latest()) {
			Collections.reverse(found);
		}
		return found;
	}

	synchronized @Nullable HistoryEntry find(long sequence, long oldest) {
		int index = at(sequence);
		return (index >= expired(oldest)) ? get(index) : null;
	}

	synchronized void replace(HistoryEntry entry) {
		int index = at(entry.stamp().sequence());
		if (index >= 0) {
			this.ring.set((this.first + index) % this.ring.size(), entry);
		}
	}

	synchronized @Nullable HistoryEntry lastMessage(long oldest) {
		List<HistoryEntry> found = read(HistoryQuery.last(1), 1, oldest);
		return found.isEmpty() ? null : found.get(0);
	}

	private int at(long sequence) {
		int index = index((entry) -> entry.stamp().sequence() >= sequence);
		return (index < this.ring.size() && get(index).stamp().sequence() == sequence) ? index : -1;
	}

	private int expired(long oldest) {
		return (oldest == Long.MIN_VALUE) ? 0 : index((entry) -> entry.stamp().time().toEpochMilli() >= oldest);
	}

	/** The first entry of which something holds that holds of all after it too. */
	private int index(Predicate<HistoryEntry> holds) {
		int low = 0;
		int high = this.ring.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (holds.test(get(middle))) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

	private HistoryEntry get(int index) {
		return this.ring.get((this.first + index) % this.ring.size());
	}

	private static boolean isAfter(HistoryEntry entry, @Nullable Point point) {
		return point == null || compare(entry, point) > 0;
	}

	private static boolean isBefore(HistoryEntry entry, @Nullable Point point) {
		return point == null || compare(entry, point) < 0;
	}

	private static int compare(HistoryEntry entry, Point point) {
		return (point.sequence() > 0) ? Long.compare(entry.stamp().sequence(), point.sequence())
				: Long.compare(entry.stamp().time().toEpochMilli(), point.epochMilli());
	}

}

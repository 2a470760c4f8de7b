package dev.torsion.words.history;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.HistoryQuery.Point;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps the last of what has happened in memory, of the conversations that were used
 * last.
 */
public final class MemoryHistoryStore implements HistoryStore {

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Kept> conversations;

	private final int entries;

	/**
	 * Creates an empty store.
	 * @param conversations how many conversations are kept
	 * @param entries how many entries of each
	 */
	public MemoryHistoryStore(int conversations, int entries) {
		this.entries = entries;
		this.conversations = new LinkedHashMap<>(16, 0.75F, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
				return size() > conversations;
			}

		};
	}

	@Override
	public Mono<Conversation> open(String key) {
		synchronized (this.conversations) {
			Kept kept = this.conversations.computeIfAbsent(key, (absent) -> new Kept(newId(), new ArrayDeque<>()));
			synchronized (kept) {
				HistoryEntry last = kept.entries().peekLast();
				return Mono.just(new Conversation(key, kept.id(), (last != null) ? last.stamp().sequence() : 0));
			}
		}
	}

	private String newId() {
		return Long.toString(this.random.nextLong() >>> 12, Character.MAX_RADIX);
	}

	@Override
	public Mono<Void> append(HistoryEntry entry) {
		Kept kept = kept(entry.conversation());
		if (kept != null) {
			synchronized (kept) {
				kept.entries().add(entry);
				if (kept.entries().size() > this.entries) {
					kept.entries().remove();
				}
			}
		}
		return Mono.empty();
	}

	private @Nullable Kept kept(String key) {
		synchronized (this.conversations) {
			return this.conversations.get(key);
		}
	}

	private List<HistoryEntry> entries(String key) {
		Kept kept = kept(key);
		if (kept == null) {
			return List.of();
		}
		synchronized (kept) {
			return List.copyOf(kept.entries());
		}
	}

	@Override
	public Mono<List<HistoryEntry>> read(String key, HistoryQuery query) {
		return Mono.fromSupplier(() -> {
			List<HistoryEntry> found = new ArrayList<>();
			List<HistoryEntry> all = new ArrayList<>(entries(key));
			if (query.latest()) {
				Collections.reverse(all);
			}
			for (HistoryEntry entry : all) {
				if (found.size() < query.limit() && isWithin(entry, query)) {
					found.add(entry);
				}
			}
			if (query.latest()) {
				Collections.reverse(found);
			}
			return found;
		});
	}

	private static boolean isWithin(HistoryEntry entry, HistoryQuery query) {
		return (!query.messagesOnly() || entry.kind().isMessage())
				&& (query.after() == null || compare(entry, query.after()) > 0)
				&& (query.before() == null || compare(entry, query.before()) < 0);
	}

	private static int compare(HistoryEntry entry, Point point) {
		return (point.sequence() > 0) ? Long.compare(entry.stamp().sequence(), point.sequence())
				: Long.compare(entry.stamp().time().toEpochMilli(), point.epochMilli());
	}

	@Override
	public Mono<HistoryEntry> find(String key, long sequence) {
		return Mono.fromSupplier(() -> {
			for (HistoryEntry entry : entries(key)) {
				if (entry.stamp().sequence() == sequence) {
					return entry;
				}
			}
			return null;
		});
	}

	@Override
	public Mono<Void> replace(HistoryEntry entry) {
		return Mono.fromRunnable(() -> {
			Kept kept = kept(entry.conversation());
			if (kept != null) {
				kept.replace(entry);
			}
		});
	}

	@Override
	public Mono<List<Activity>> correspondents(String account, Instant after, Instant before, int limit) {
		return Mono.fromSupplier(() -> {
			List<String> keys;
			synchronized (this.conversations) {
				keys = List.copyOf(this.conversations.keySet());
			}
			return keys.stream()
				.filter((key) -> key.startsWith("@" + account + ",")
						|| key.startsWith("@") && key.endsWith("," + account))
				.flatMap((key) -> last(key).stream())
				.filter((activity) -> activity.last().isAfter(after) && activity.last().isBefore(before))
				.sorted(Comparator.comparing(Activity::last))
				.limit(limit)
				.toList();
		});
	}

	private List<Activity> last(String key) {
		List<HistoryEntry> messages = entries(key).stream().filter((entry) -> entry.kind().isMessage()).toList();
		return messages.isEmpty() ? List.of()
				: List.of(new Activity(key, messages.get(messages.size() - 1).stamp().time()));
	}

	@Override
	public Mono<Void> rename(String key, String to) {
		return Mono.fromRunnable(() -> {
			synchronized (this.conversations) {
				Kept kept = this.conversations.remove(key);
				if (kept != null) {
					this.conversations.put(to, kept);
				}
			}
		});
	}

	@Override
	public Mono<Void> forget(String key) {
		return Mono.fromRunnable(() -> {
			synchronized (this.conversations) {
				this.conversations.remove(key);
			}
		});
	}

	private record Kept(String id, Deque<HistoryEntry> entries) {

		synchronized void replace(HistoryEntry entry) {
			List<HistoryEntry> all = new ArrayList<>(this.entries);
			all.replaceAll((old) -> (old.stamp().sequence() == entry.stamp().sequence()) ? entry : old);
			this.entries.clear();
			this.entries.addAll(all);
		}

	}

}

package dev.torsion.words.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import dev.torsion.words.HistoryQuery;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps the last of what has happened in memory, of the conversations that were used
 * last.
 */
public final class MemoryHistoryStore implements HistoryStore {

	private final Map<String, MemoryConversation> conversations;

	private final HistoryLimits limits;

	private final Clock clock;

	/**
	 * Creates an empty store, which keeps what it keeps for ever.
	 * @param conversations how many conversations are kept
	 * @param entries how many entries of each, at least 1
	 */
	public MemoryHistoryStore(int conversations, int entries) {
		this(new HistoryLimits(conversations, entries, Duration.ZERO, entries), Clock.systemUTC());
	}

	/**
	 * Creates an empty store.
	 * @param limits how much is kept; in memory there is no room for any number
	 * @param clock tells the time
	 */
	public MemoryHistoryStore(HistoryLimits limits, Clock clock) {
		if (limits.entries() < 1) {
			throw new IllegalArgumentException("In memory there is no room for any number of entries");
		}
		this.limits = limits;
		this.clock = clock;
		this.conversations = new LinkedHashMap<>(16, 0.75F, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, MemoryConversation> eldest) {
				return size() > limits.conversations();
			}

		};
	}

	@Override
	public Mono<Conversation> open(String key) {
		return Mono.fromSupplier(() -> {
			synchronized (this.conversations) {
				MemoryConversation known = this.conversations.get(key);
				return (known != null) ? known.found(key) : begin(key, newId()).begun(key);
			}
		});
	}

	private static String newId() {
		return Long.toString(ThreadLocalRandom.current().nextLong() >>> 12, Character.MAX_RADIX);
	}

	private MemoryConversation begin(String key, String id) {
		MemoryConversation begun = new MemoryConversation(id, this.limits.entries());
		this.conversations.put(key, begun);
		return begun;
	}

	/** What has had to make room for others begins again. */
	@Override
	public Mono<Void> append(HistoryEntry entry) {
		MemoryConversation conversation;
		synchronized (this.conversations) {
			MemoryConversation known = this.conversations.get(entry.conversation());
			conversation = (known != null) ? known : begin(entry.conversation(), entry.conversationId());
		}
		conversation.add(entry, oldest());
		return Mono.empty();
	}

	private @Nullable MemoryConversation known(String key) {
		synchronized (this.conversations) {
			return this.conversations.get(key);
		}
	}

	private long oldest() {
		return this.limits.oldest(this.clock.millis());
	}

	@Override
	public Mono<List<HistoryEntry>> read(String key, HistoryQuery query) {
		return Mono.fromSupplier(() -> {
			MemoryConversation known = known(key);
			int limit = Math.min(query.limit(), this.limits.maxRead());
			return (known != null) ? known.read(query, limit, oldest()) : List.of();
		});
	}

	@Override
	public Mono<HistoryEntry> find(String key, long sequence) {
		return Mono.fromSupplier(() -> {
			MemoryConversation known = known(key);
			return (known != null) ? known.find(sequence, oldest()) : null;
		});
	}

	@Override
	public Mono<Void> replace(HistoryEntry entry) {
		return Mono.fromRunnable(() -> {
			MemoryConversation known = known(entry.conversation());
			if (known != null) {
				known.replace(entry);
			}
		});
	}

	@Override
	public Mono<List<Activity>> correspondents(String account, Instant after, Instant before, int limit) {
		return Mono.fromSupplier(() -> {
			Map<String, MemoryConversation> found = new LinkedHashMap<>();
			synchronized (this.conversations) {
				this.conversations.forEach((key, conversation) -> {
					if (Conversation.other(key, account) != null) {
						found.put(key, conversation);
					}
				});
			}
			return found.entrySet()
				.stream()
				.flatMap((entry) -> last(entry.getKey(), entry.getValue()))
				.filter((activity) -> activity.last().isAfter(after) && activity.last().isBefore(before))
				.sorted(Comparator.comparing(Activity::last))
				.limit(Math.min(limit, this.limits.maxRead()))
				.toList();
		});
	}

	private Stream<Activity> last(String key, MemoryConversation conversation) {
		HistoryEntry last = conversation.lastMessage(oldest());
		return (last != null) ? Stream.of(new Activity(key, last.stamp().time())) : Stream.empty();
	}

	@Override
	public Mono<Void> rename(String key, String to) {
		return Mono.fromRunnable(() -> {
			synchronized (this.conversations) {
				MemoryConversation known = this.conversations.remove(key);
				if (known != null) {
					this.conversations.put(to, known);
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

}

package dev.torsion.words.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps markers in memory, of the accounts and conversations that were used last.
 */
public final class MemoryReadTimes implements ReadTimes {

	private final Map<String, Map<String, Instant>> accounts;

	private final int targets;

	/**
	 * Creates an empty store.
	 * @param accounts of how many accounts markers are kept
	 * @param targets of how many conversations of each
	 */
	public MemoryReadTimes(int accounts, int targets) {
		this.accounts = new Recent<>(accounts);
		this.targets = targets;
	}

	@Override
	public Mono<Instant> find(String account, String target) {
		return Mono.justOrEmpty(get(account, target));
	}

	private synchronized @Nullable Instant get(String account, String target) {
		return this.accounts.getOrDefault(account, Map.of()).get(target);
	}

	@Override
	public Mono<Instant> advance(String account, String target, Instant time) {
		return Mono.just(set(account, target, time));
	}

	private synchronized Instant set(String account, String target, Instant time) {
		return this.accounts.computeIfAbsent(account, (absent) -> new Recent<>(this.targets))
			.merge(target, time, (before, now) -> now.isAfter(before) ? now : before);
	}

	/**
	 * Forgets what was not used for the longest time.
	 *
	 * @param <V> the values
	 */
	private static final class Recent<V> extends LinkedHashMap<String, V> {

		private static final long serialVersionUID = 1L;

		private final int most;

		Recent(int most) {
			super(16, 0.75F, true);
			this.most = most;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
			return size() > this.most;
		}

	}

}

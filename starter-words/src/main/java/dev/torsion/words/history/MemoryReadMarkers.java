package dev.torsion.words.history;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps in memory how far was read, of the accounts and conversations that were used
 * last.
 */
public final class MemoryReadMarkers implements ReadMarkers {

	private final Map<Key, Long> markers;

	/**
	 * Creates an empty store.
	 * @param most how many markers are kept
	 */
	public MemoryReadMarkers(int most) {
		this.markers = new LinkedHashMap<>(16, 0.75F, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
				return size() > most;
			}

		};
	}

	@Override
	public Mono<Long> find(String account, String conversation) {
		return Mono.fromSupplier(() -> get(new Key(account, conversation)));
	}

	private synchronized @Nullable Long get(Key key) {
		return this.markers.get(key);
	}

	@Override
	public Mono<Long> advance(String account, String conversation, long sequence) {
		return Mono.fromSupplier(() -> merge(new Key(account, conversation), sequence));
	}

	private synchronized Long merge(Key key, long sequence) {
		return this.markers.merge(key, sequence, Math::max);
	}

	private record Key(String account, String conversation) {

	}

}

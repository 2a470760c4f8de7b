package dev.torsion.words.moderation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps sanctions until the application ends.
 */
public final class MemorySanctionStore implements SanctionStore {

	private final Map<String, Sanction> sanctions = new ConcurrentHashMap<>();

	@Override
	public Flux<Sanction> all() {
		return Flux.defer(() -> Flux.fromIterable(this.sanctions.values()));
	}

	@Override
	public Mono<Void> save(Sanction sanction) {
		return Mono.fromRunnable(() -> this.sanctions.put(sanction.id(), sanction));
	}

	@Override
	public Mono<Void> delete(String id) {
		return Mono.fromRunnable(() -> this.sanctions.remove(id));
	}

}

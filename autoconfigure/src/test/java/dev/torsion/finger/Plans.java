package dev.torsion.finger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Mono;

// tag::plans[]
/** What the users plan to do. */
final class Plans {

	private final Map<String, String> plans = new ConcurrentHashMap<>(Map.of("bob", "Write a server"));

	Mono<String> of(String user) {
		return Mono.justOrEmpty(this.plans.get(user));
	}

	void change(String user, String plan) {
		this.plans.put(user, plan);
	}

}
// end::plans[]

package dev.torsion.words.moderation;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps sanctions. Declare a bean of this type to keep them elsewhere. Asked for one
 * thing at a time; never blocks the caller's thread.
 */
public interface SanctionStore {

	/**
	 * All sanctions that are kept, also those that are over.
	 * @return the sanctions
	 */
	Flux<Sanction> all();

	/**
	 * Keeps a sanction, in the place of the one that has its identifier.
	 * @param sanction the sanction
	 * @return completes when it is kept
	 */
	Mono<Void> save(Sanction sanction);

	/**
	 * Forgets a sanction.
	 * @param id its identifier
	 * @return completes when it is not kept any more
	 */
	Mono<Void> delete(String id);

}

package dev.torsion.names;

import reactor.core.publisher.Mono;

/**
 * Sees queries before the handlers and their answers after: to refuse, to log, to
 * rewrite. Declare a bean of this type; beans are called in their order. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface DnsFilter {

	/**
	 * Filters a query. Called on an event loop, so it must not block.
	 * @param exchange the query
	 * @param next the rest of the chain; a query that nobody answers is REFUSED there
	 * @return the answer
	 */
	Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next);

}

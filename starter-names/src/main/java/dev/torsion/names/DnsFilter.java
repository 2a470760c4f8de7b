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
	 * Whether this filter wants to see a query. Queries that none wants, and that only
	 * zones have a say in, are answered on a short way.
	 * @param question what is asked
	 * @return {@code false} to be left out
	 */
	default boolean supports(DnsQuestion question) {
		return true;
	}

	/**
	 * Filters a query. Called on an event loop, so it must not block.
	 * @param exchange the query
	 * @param next the rest of the chain; a query that nobody answers is REFUSED there
	 * @return the answer
	 */
	Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next);

}

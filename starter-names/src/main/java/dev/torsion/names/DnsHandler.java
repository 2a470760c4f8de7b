package dev.torsion.names;

import java.net.InetAddress;

import reactor.core.publisher.Mono;

/**
 * Answers queries, or passes them on to the next handler. Declare a bean of this type to
 * answer from code; beans are asked in their order, before the zones and the resolver
 * unless they are ordered behind them. Safe for use by many threads.
 */
@FunctionalInterface
public interface DnsHandler {

	/** The order of the zones among the handlers. */
	int ZONES = 1000;

	/** The order of the resolver among the handlers. */
	int RESOLVER = 2000;

	/**
	 * Whether this handler may have an answer. A cheap and exact one keeps names that
	 * others answer on their short way.
	 * @param question what is asked
	 * @return {@code false} to be left out
	 */
	default boolean supports(DnsQuestion question) {
		return true;
	}

	/**
	 * Whether this handler looks further on behalf of a client: its answers say so in
	 * their RA bit.
	 * @param client the address of the client
	 * @return whether recursion is offered to it
	 */
	default boolean offersRecursion(InetAddress client) {
		return false;
	}

	/**
	 * Answers a query. Called on an event loop, so it must not block.
	 * @param exchange the query
	 * @return the answer; empty to pass the query on. An error becomes SERVFAIL and is
	 * logged.
	 */
	Mono<DnsResponse> handle(DnsExchange exchange);

}

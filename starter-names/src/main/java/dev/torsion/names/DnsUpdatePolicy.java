package dev.torsion.names;

import reactor.core.publisher.Mono;

/**
 * Decides who may change what in a zone by messages (RFC 2136). Declare a bean of this
 * type in the place of the properties {@code allow-update} of the zones. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface DnsUpdatePolicy {

	/**
	 * Decides on an update. Called on an event loop, so it must not block.
	 * @param update who wants to change what
	 * @return whether all of it is permitted; empty is no. An error becomes SERVFAIL and
	 * is logged.
	 */
	Mono<Boolean> permits(DnsUpdate update);

}

package dev.torsion.names.client.upstream;

import java.time.Duration;

/**
 * How others are asked.
 *
 * @param timeout how long an answer is waited for at least before the next server is
 * asked; doubled with each silence of the same server
 * @param attempts how often each server is asked
 * @param maxQueries most queries that wait for an answer at a time, each of which has a
 * socket
 * @param maxQueriesPerServer most of these to one server
 * @param maxNearMisses how many wrong answers to one query are ignored before it is asked
 * again over TCP, since somebody may be guessing
 * @param idleTimeout how long a TCP connection is kept without a query
 */
public record UpstreamSettings(Duration timeout, int attempts, int maxQueries, int maxQueriesPerServer,
		int maxNearMisses, Duration idleTimeout) {

	/** What is right for most. */
	public static final UpstreamSettings DEFAULTS = new UpstreamSettings(Duration.ofMillis(800), 2, 1000, 200, 3,
			Duration.ofSeconds(10));

}

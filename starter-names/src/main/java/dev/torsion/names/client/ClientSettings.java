package dev.torsion.names.client;

import java.time.Duration;

/**
 * How things are looked up.
 *
 * @param timeout how long one look-up may take in all
 * @param staleAfter how long somebody waits for an answer before he gets one whose time
 * is over, RFC 8767
 * @param maxFetches most names that are being looked up at a time
 * @param maxQueries most queries to other servers that one answer may cost
 */
public record ClientSettings(Duration timeout, Duration staleAfter, int maxFetches, int maxQueries) {

	/** What is right for most. */
	public static final ClientSettings DEFAULTS = new ClientSettings(Duration.ofSeconds(10), Duration.ofMillis(1800),
			1000, 200);

}

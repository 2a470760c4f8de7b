package dev.torsion.names.client;

import java.util.List;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding;
import reactor.core.publisher.Mono;

/**
 * Finds out what nobody has remembered: a forwarder, or an iteration from the root.
 */
@FunctionalInterface
public interface Source {

	/**
	 * Finds something out.
	 * @param question what is asked
	 * @param budget what it may cost
	 * @return what was found, the first finding being that of the question and each other
	 * one that of the alias before it; never empty. Fails with an
	 * {@link dev.torsion.names.client.upstream.UpstreamException} if nothing was
	 */
	Mono<List<Found>> fetch(DnsQuestion question, Budget budget);

	/**
	 * A finding and what it answers.
	 *
	 * @param question what it answers
	 * @param finding the finding
	 */
	record Found(DnsQuestion question, Finding finding) {

	}

}

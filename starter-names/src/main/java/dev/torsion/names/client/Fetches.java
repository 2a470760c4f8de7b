package dev.torsion.names.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.Source.Found;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Finds things out for the cache: the same thing once at a time, whoever waits for it,
 * and to the end, though nobody may wait any more.
 */
final class Fetches {

	private static final Log logger = LogFactory.getLog(Fetches.class);

	private final Source source;

	private final DnsCache cache;

	private final EventLoop loop;

	private final ClientSettings settings;

	private final ConcurrentMap<DnsQuestion, Mono<List<Found>>> running = new ConcurrentHashMap<>();

	Fetches(Source source, DnsCache cache, EventLoop loop, ClientSettings settings) {
		this.source = source;
		this.cache = cache;
		this.loop = loop;
		this.settings = settings;
	}

	/**
	 * Finds something out.
	 * @param question what is asked
	 * @param budget what it may cost, if it is not under way already
	 * @return what was found, which the cache has been told
	 */
	Mono<List<Found>> fetch(DnsQuestion question, Budget budget) {
		return Mono.defer(() -> {
			if (this.running.size() >= this.settings.maxFetches() && !this.running.containsKey(question)) {
				return Mono.error(new RejectedExecutionException("Too many names are being looked up"));
			}
			return this.running.computeIfAbsent(question, (key) -> start(key, budget));
		});
	}

	private Mono<List<Found>> start(DnsQuestion question, Budget budget) {
		Duration timeout = this.settings.timeout();
		return Mono.defer(() -> this.source.fetch(question, budget))
			.timeout(timeout, this.loop.scheduler())
			.map((chain) -> chain.stream().map(this::remembered).toList())
			.doOnError((ex) -> !isBusy(ex), (ex) -> this.cache.failed(question))
			.doFinally((signal) -> this.running.remove(question))
			.cache();
	}

	/** Whoever keeps us busy is not to make the names of others fail for longer. */
	private static boolean isBusy(Throwable failure) {
		return failure instanceof UpstreamException ex && ex.reason() == Reason.BUSY;
	}

	private Found remembered(Found found) {
		return new Found(found.question(), this.cache.put(found.question(), found.finding()));
	}

	/** Asks again for what is about to be forgotten, for nobody in particular. */
	void refresh(DnsQuestion question) {
		if (!this.running.containsKey(question) && !this.cache.hasFailed(question)) {
			fetch(question, new Budget(this.settings.maxQueries())).subscribe((chain) -> {
			}, (ex) -> logger.debug("Not refreshed: " + question, ex));
		}
	}

}

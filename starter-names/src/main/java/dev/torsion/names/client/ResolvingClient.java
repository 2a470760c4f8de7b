package dev.torsion.names.client;

import java.util.List;
import java.util.function.Function;

import dev.torsion.names.DnsClient;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.net.EventLoop;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;

/**
 * The resolver: what is known locally, then the cache, then whoever has to be asked.
 */
public final class ResolvingClient implements DnsClient {

	private final List<Function<DnsQuestion, @Nullable DnsResponse>> local;

	private final DnsCache cache;

	private final EventLoop loop;

	private final ClientSettings settings;

	private final Fetches fetches;

	/**
	 * Creates the resolver.
	 * @param local know some names better than anybody else, the first one best
	 * @param cache remembers
	 * @param source finds out what nobody remembers
	 * @param pace measures and limits time
	 */
	public ResolvingClient(List<Function<DnsQuestion, @Nullable DnsResponse>> local, DnsCache cache, Source source,
			Pace pace) {
		this.local = List.copyOf(local);
		this.cache = cache;
		this.loop = pace.loop();
		this.settings = pace.settings();
		this.fetches = new Fetches(source, cache, this.loop, this.settings);
	}

	@Override
	public Mono<DnsResponse> query(DnsQuestion question) {
		return Mono.defer(() -> {
			if (question.dnsClass() != DClass.IN) {
				return Mono.just(DnsResponse.of(Rcode.NOTIMP, false).recursive());
			}
			for (Function<DnsQuestion, @Nullable DnsResponse> local : this.local) {
				DnsResponse known = local.apply(question);
				if (known != null) {
					return Mono.just(known.recursive());
				}
			}
			return new Chase(this.cache, this.fetches, this.loop.scheduler(), this.settings).run(question);
		});
	}

	/**
	 * What is remembered, to be looked at and flushed.
	 * @return the cache
	 */
	public DnsCache cache() {
		return this.cache;
	}

	/**
	 * Measures and limits time.
	 *
	 * @param loop the loop that has the clock
	 * @param settings the limits
	 */
	public record Pace(EventLoop loop, ClientSettings settings) {

	}

}

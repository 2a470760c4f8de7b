package dev.torsion.names.autoconfigure.health;

import java.util.Locale;

import dev.torsion.names.DnsTransport;
import dev.torsion.names.filter.BlocklistFilter;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.QueryCounts;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.xbill.DNS.Rcode;

import org.springframework.beans.factory.ObjectProvider;

/**
 * What the DNS server counts, as meters. They are read when they are asked for, so that a
 * query costs nothing more.
 */
final class NamesMetrics implements MeterBinder {

	/** Those that a server has use for, RFC 6895 section 2.3. */
	private static final int[] OUTCOMES = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, Rcode.BADVERS, Rcode.BADCOOKIE };

	private final NameServer server;

	private final ObjectProvider<ResponseRateLimiter> limiter;

	private final ObjectProvider<BlocklistFilter> blocklists;

	NamesMetrics(NameServer server, ObjectProvider<ResponseRateLimiter> limiter,
			ObjectProvider<BlocklistFilter> blocklists) {
		this.server = server;
		this.limiter = limiter;
		this.blocklists = blocklists;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		QueryCounts counts = this.server.counts();
		for (DnsTransport transport : DnsTransport.values()) {
			for (int rcode : OUTCOMES) {
				FunctionCounter.builder("network.names.queries", counts, (it) -> it.answered(transport, rcode))
					.description("Queries that were answered")
					.tags("transport", transport.name().toLowerCase(Locale.ROOT), "rcode", Rcode.string(rcode))
					.register(registry);
			}
		}
		FunctionCounter.builder("network.names.truncated", counts, QueryCounts::truncated)
			.description("Answers that were cut off")
			.register(registry);
		FunctionCounter.builder("network.names.ignored", counts, QueryCounts::ignored)
			.description("Messages that were no requests")
			.register(registry);
		this.limiter.ifAvailable((it) -> bind(it, registry));
		this.blocklists
			.ifAvailable((filter) -> FunctionCounter.builder("network.names.blocked", filter, BlocklistFilter::blocked)
				.description("Queries that were answered by a blocklist")
				.register(registry));
	}

	private static void bind(ResponseRateLimiter limiter, MeterRegistry registry) {
		String description = "Responses over UDP that were too many for their network";
		FunctionCounter.builder("network.names.limited", limiter, ResponseRateLimiter::slipped)
			.description(description)
			.tag("action", "slipped")
			.register(registry);
		FunctionCounter.builder("network.names.limited", limiter, ResponseRateLimiter::dropped)
			.description(description)
			.tag("action", "dropped")
			.register(registry);
	}

}

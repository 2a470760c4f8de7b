package dev.torsion.names.filter;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Mono;

/**
 * Writes a line for each query: who asked what, and how it was answered. The logger is
 * {@code dev.torsion.names.queries}, at level INFO.
 */
public final class QueryLogFilter implements DnsFilter {

	private static final Log logger = LogFactory.getLog("dev.torsion.names.queries");

	private final LongSupplier nanoTime;

	/**
	 * A filter.
	 * @param nanoTime the time, as {@link System#nanoTime()} has it
	 */
	public QueryLogFilter(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next) {
		if (!logger.isInfoEnabled()) {
			return next.handle(exchange);
		}
		long start = this.nanoTime.getAsLong();
		return next.handle(exchange)
			.doOnNext((response) -> log(exchange,
					Rcode.string(response.rcode()) + " " + response.answer().size() + " answers", start))
			.doOnError((ex) -> log(exchange, "SERVFAIL " + ex.getClass().getSimpleName(), start));
	}

	private void log(DnsExchange exchange, String outcome, long start) {
		logger.info("%s %s %s: %s in %d us".formatted(exchange.client().getAddress().getHostAddress(),
				exchange.transport(), exchange.question(), outcome,
				TimeUnit.NANOSECONDS.toMicros(this.nanoTime.getAsLong() - start)));
	}

}

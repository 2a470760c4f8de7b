package dev.torsion.names.filter;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import org.xbill.DNS.DClass;
import reactor.core.publisher.Mono;

/**
 * Answers names that are on a list before anybody else does.
 */
public final class BlocklistFilter implements DnsFilter {

	private final Blocklists lists;

	/**
	 * A filter.
	 * @param lists the lists
	 */
	public BlocklistFilter(Blocklists lists) {
		this.lists = lists;
	}

	@Override
	public Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next) {
		DnsResponse blocked = (exchange.question().dnsClass() == DClass.IN) ? this.lists.find(exchange.question())
				: null;
		return (blocked != null) ? Mono.just(blocked) : next.handle(exchange);
	}

}

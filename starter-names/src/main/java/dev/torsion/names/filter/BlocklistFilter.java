package dev.torsion.names.filter;

import java.util.concurrent.atomic.LongAdder;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import reactor.core.publisher.Mono;

/**
 * Answers names that are on a list before anybody else does, and names that are but
 * aliases of such.
 */
public final class BlocklistFilter implements DnsFilter {

	private final Blocklists lists;

	private final LongAdder blocked = new LongAdder();

	/**
	 * A filter.
	 * @param lists the lists
	 */
	public BlocklistFilter(Blocklists lists) {
		this.lists = lists;
	}

	@Override
	public Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next) {
		DnsQuestion question = exchange.question();
		if (question.dnsClass() != DClass.IN) {
			return next.handle(exchange);
		}
		DnsResponse blocked = this.lists.find(question, question.name());
		return (blocked != null) ? Mono.just(counted(blocked))
				: next.handle(exchange).map((response) -> uncloaked(question, response));
	}

	/**
	 * Counts queries that were answered by a list.
	 * @return how many there were
	 */
	public long blocked() {
		return this.blocked.sum();
	}

	private DnsResponse counted(DnsResponse response) {
		this.blocked.increment();
		return response;
	}

	/** Names that are blocked hide behind aliases of the site that embeds them. */
	private DnsResponse uncloaked(DnsQuestion question, DnsResponse response) {
		for (Record record : response.answer()) {
			DnsResponse blocked = (record instanceof CNAMERecord alias) ? this.lists.find(question, alias.getTarget())
					: null;
			if (blocked != null) {
				return counted(blocked);
			}
		}
		return response;
	}

}

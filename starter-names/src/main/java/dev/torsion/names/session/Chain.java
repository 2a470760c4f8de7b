package dev.torsion.names.session;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * The filters and handlers of the application in their order. The first handler with an
 * answer wins; where it is but another name (CNAME) all are asked for that.
 */
final class Chain {

	private static final DnsResponse NOBODY = DnsResponse.refused().withError(ExtendedError.NOT_AUTHORITATIVE);

	private static final int MAX_ALIASES = 11;

	private final List<DnsFilter> filters;

	private final List<DnsHandler> handlers;

	Chain(List<DnsFilter> filters, List<DnsHandler> handlers) {
		this.filters = List.copyOf(filters);
		this.handlers = List.copyOf(handlers);
	}

	/** Whether a filter wants to see what is asked. */
	boolean isFiltered(DnsQuestion question) {
		for (DnsFilter filter : this.filters) {
			if (filter.supports(question)) {
				return true;
			}
		}
		return false;
	}

	/** Whether one handler comes before all others that have a say. */
	boolean isFirst(DnsHandler handler, DnsQuestion question) {
		for (DnsHandler other : this.handlers) {
			if (other == handler) {
				return true;
			}
			if (other.supports(question)) {
				return false;
			}
		}
		return false;
	}

	/** Whether nobody but this handler has a say, filters included. */
	boolean isOnly(DnsHandler handler) {
		return this.filters.isEmpty() && this.handlers.size() == 1 && this.handlers.get(0) == handler;
	}

	boolean isLast(DnsHandler handler) {
		return this.handlers.get(this.handlers.size() - 1) == handler;
	}

	boolean offersRecursion(InetAddress client) {
		for (DnsHandler handler : this.handlers) {
			if (handler.offersRecursion(client)) {
				return true;
			}
		}
		return false;
	}

	Mono<DnsResponse> handle(DnsExchange exchange) {
		return filter(0, exchange);
	}

	private Mono<DnsResponse> filter(int index, DnsExchange exchange) {
		if (index == this.filters.size()) {
			return follow(exchange);
		}
		DnsFilter filter = this.filters.get(index);
		if (!filter.supports(exchange.question())) {
			return filter(index + 1, exchange);
		}
		return Mono.defer(() -> filter.filter(exchange, (changed) -> filter(index + 1, changed)))
			.defaultIfEmpty(NOBODY);
	}

	private Mono<DnsResponse> follow(DnsExchange exchange) {
		Set<Name> seen = new HashSet<>();
		return ask(0, exchange).defaultIfEmpty(NOBODY).flatMap((response) -> follow(exchange, response, seen));
	}

	private Mono<DnsResponse> follow(DnsExchange exchange, DnsResponse response, Set<Name> seen) {
		Name target = openAlias(exchange.question(), response);
		if (target == null || !seen.add(target) || seen.size() > MAX_ALIASES) {
			return Mono.just(response);
		}
		DnsExchange next = exchange
			.withQuestion(new DnsQuestion(target, exchange.question().type(), exchange.question().dnsClass()));
		return ask(0, next).map((more) -> joined(response, more))
			.flatMap((joined) -> follow(exchange, joined, seen))
			.defaultIfEmpty(response);
	}

	private static DnsResponse joined(DnsResponse first, DnsResponse rest) {
		List<Record> answer = new ArrayList<>(first.answer());
		rest.answer().stream().filter((record) -> !answer.contains(record)).forEach(answer::add);
		return new DnsResponse(rest.rcode(), first.authoritative(),
				first.recursionAvailable() || rest.recursionAvailable(), answer, rest.authority(), rest.additional(),
				rest.error());
	}

	/** The name at which an answer ends without what was asked for. */
	static @Nullable Name openAlias(DnsQuestion question, DnsResponse response) {
		if (response.rcode() != Rcode.NOERROR || question.type() == Type.CNAME || question.type() == Type.ANY
				|| response.answer().isEmpty() || !response.authority().isEmpty()) {
			return null;
		}
		Record last = response.answer().get(response.answer().size() - 1);
		return (last instanceof CNAMERecord alias) ? alias.getTarget() : null;
	}

	private Mono<DnsResponse> ask(int index, DnsExchange exchange) {
		for (int i = index; i < this.handlers.size(); i++) {
			DnsHandler handler = this.handlers.get(i);
			if (handler.supports(exchange.question())) {
				int next = i + 1;
				return Mono.defer(() -> handler.handle(exchange)).switchIfEmpty(Mono.defer(() -> ask(next, exchange)));
			}
		}
		return Mono.empty();
	}

}

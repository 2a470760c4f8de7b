package dev.torsion.names.session;

import java.util.List;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Answer;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneSet;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;

/**
 * Answers from zones, as one of the handlers. Where no filter asks for records, queries
 * for zones take a shorter way than this.
 */
public final class ZoneHandler implements DnsHandler, Ordered {

	private final ZoneSelector selector;

	/**
	 * Creates the handler.
	 * @param selector chooses the zones for a client
	 */
	public ZoneHandler(ZoneSelector selector) {
		this.selector = selector;
	}

	@Override
	public int getOrder() {
		return ZONES;
	}

	ZoneSet zones(Origin origin) {
		return this.selector.zones(origin.client().getAddress(), origin.listener());
	}

	@Override
	public Mono<DnsResponse> handle(DnsExchange exchange) {
		ZoneSet zones = this.selector.zones(exchange.client().getAddress(), exchange.listener());
		WireName name = Records.name(exchange.question().name());
		SearchName search = new SearchName();
		search.load(name);
		Worker worker = Worker.current();
		worker.search.find(zones, search, exchange.question().type(), worker.answer);
		Answer answer = worker.answer;
		if (answer.rcode() == Rcode.REFUSED) {
			return Mono.empty();
		}
		List<Record> found = RecordSections.records(answer, name, Answer.ANSWER, Answer.ANSWER);
		return Mono.just(new DnsResponse(answer.rcode(), answer.isAuthoritative(), false, found,
				RecordSections.records(answer, name, Answer.AUTHORITY, Answer.AUTHORITY),
				RecordSections.records(answer, name, Answer.GLUE, Answer.ADDITIONAL), null));
	}

}

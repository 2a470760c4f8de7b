package dev.torsion.names.client;

import java.util.List;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.net.address.AddressRanges;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import reactor.core.publisher.Mono;

/**
 * Takes private addresses out of what others answer: a name of the Internet that has one
 * makes browsers, and servers that fetch what strangers name, talk to machines which that
 * name's owner could not reach himself (DNS rebinding).
 */
public final class RebindingFilter implements Source {

	private static final AddressRanges PRIVATE = AddressRanges.of("",
			List.of("loopback", "private", "0.0.0.0/8", "100.64.0.0/10", "::"));

	private final Source source;

	private final List<Name> allowed;

	/**
	 * Creates the filter.
	 * @param source answers
	 * @param allowed domains whose names may have private addresses
	 */
	public RebindingFilter(Source source, List<Name> allowed) {
		this.source = source;
		this.allowed = List.copyOf(allowed);
	}

	@Override
	public Mono<List<Found>> fetch(DnsQuestion question, Budget budget) {
		return this.source.fetch(question, budget).map((chain) -> chain.stream().map(this::filtered).toList());
	}

	private Found filtered(Found found) {
		Finding finding = found.finding();
		Name name = found.question().name();
		if (finding.kind() != Kind.RECORDS || this.allowed.stream().anyMatch(name::subdomain)) {
			return found;
		}
		List<Record> left = finding.records().stream().filter((record) -> !isPrivate(record)).toList();
		return new Found(found.question(), left.isEmpty() ? Finding.nothing(Kind.NO_DATA, null, finding.trust())
				: Finding.records(left, finding.trust()));
	}

	private static boolean isPrivate(Record record) {
		if (record instanceof ARecord address) {
			return PRIVATE.contains(address.getAddress());
		}
		return record instanceof AAAARecord address && PRIVATE.contains(address.getAddress());
	}

}

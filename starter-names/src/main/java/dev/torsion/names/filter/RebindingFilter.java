package dev.torsion.names.filter;

import java.net.InetAddress;
import java.util.List;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Takes addresses of this network out of answers that come from elsewhere, so that no web
 * site makes its visitors' browsers talk to machines that only they can reach. What zones
 * and methods of the application answer is left alone.
 */
public final class RebindingFilter implements DnsFilter {

	private final AddressRanges addresses;

	private final List<Name> allowed;

	/**
	 * A filter.
	 * @param addresses addresses that names of others must not have
	 * @param allowed domains whose names may have them
	 * @throws FailureAnalyzedException if one of these is no name
	 */
	public RebindingFilter(AddressRanges addresses, List<String> allowed) {
		this.addresses = addresses;
		this.allowed = allowed.stream().map(RebindingFilter::name).toList();
	}

	private static Name name(String text) {
		try {
			return Name.fromString(text, Name.root);
		}
		catch (TextParseException ex) {
			throw new FailureAnalyzedException("'" + text + "' in network.names.rebinding.allow is no name.",
					"Name domains there, such as example.org.", ex);
		}
	}

	@Override
	public Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next) {
		Name name = exchange.question().name();
		return this.allowed.stream().anyMatch(name::subdomain) ? next.handle(exchange)
				: next.handle(exchange).map(this::filtered);
	}

	private DnsResponse filtered(DnsResponse response) {
		if (response.authoritative() || response.answer().stream().noneMatch(this::isOurs)) {
			return response;
		}
		List<Record> others = response.answer().stream().filter((record) -> !isOurs(record)).toList();
		return new DnsResponse(response.rcode(), false, response.recursionAvailable(), others, response.authority(),
				response.additional(), ExtendedError.BLOCKED);
	}

	private boolean isOurs(Record record) {
		InetAddress address = address(record);
		return address != null && this.addresses.contains(address);
	}

	private static @Nullable InetAddress address(Record record) {
		return (record instanceof ARecord four) ? four.getAddress()
				: (record instanceof AAAARecord six) ? six.getAddress() : null;
	}

}

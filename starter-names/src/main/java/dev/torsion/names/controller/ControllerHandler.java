package dev.torsion.names.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingKind;
import dev.torsion.mapping.MappingTable;
import dev.torsion.mapping.Template;
import dev.torsion.mapping.Template.Syntax;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.session.ZoneSelector;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.Ordered;

/**
 * Lets the methods of {@link DnsController controllers} answer, before the zones. A
 * negative answer has the SOA of the zone around the name, or of one that is made up: it
 * begins where the variables of the name end.
 */
public final class ControllerHandler implements DnsHandler, Ordered {

	/** The order among the handlers. */
	public static final int ORDER = ZONES - 100;

	private static final MappingKind<DnsMapping> KIND = new MappingKind<>(DnsController.class, DnsMapping.class,
			(mapping) -> names(mapping.name()), Syntax.LABELS, MappedName.OFFERED);

	private static final Duration REFRESH = Duration.ofHours(1);

	private static final Duration EXPIRE = Duration.ofDays(7);

	private final MappingTable<MappedName> names;

	private final EnclosingZones zones;

	private final Duration timeout;

	/**
	 * Finds the methods of the application.
	 * @param methods finds them
	 * @param selector knows the zones around the names
	 * @param settings the settings
	 * @throws FailureAnalyzedException if two methods are mapped to the same
	 */
	public ControllerHandler(MappedMethods methods, ZoneSelector selector, ControllerSettings settings) {
		Map<Template, MappedName> names = new LinkedHashMap<>();
		for (Mapping<DnsMapping> mapping : methods.find(KIND)) {
			names
				.computeIfAbsent(mapping.template(),
						(template) -> new MappedName(soa(mapping, settings.ttl().toSeconds())))
				.add(mapping);
		}
		this.names = new MappingTable<>(Syntax.LABELS, names);
		this.zones = new EnclosingZones(selector);
		this.timeout = settings.timeout();
	}

	private static Collection<String> names(String[] names) {
		return Arrays.stream(names)
			.map((name) -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
			.toList();
	}

	private static Record soa(Mapping<DnsMapping> mapping, long ttl) {
		List<String> labels = new ArrayList<>(mapping.template().anchor());
		Collections.reverse(labels);
		try {
			Name zone = labels.isEmpty() ? Name.root : Name.fromString(String.join(".", labels), Name.root);
			return new SOARecord(zone, DClass.IN, ttl, zone, Name.fromString("hostmaster", zone), 1,
					REFRESH.toSeconds(), REFRESH.toSeconds(), EXPIRE.toSeconds(), ttl);
		}
		catch (TextParseException ex) {
			throw new FailureAnalyzedException("'" + mapping.template() + "', to which " + mapping
					+ " is mapped, is no name: " + ex.getMessage() + ".", "Correct @DnsMapping there.", ex);
		}
	}

	@Override
	public boolean supports(DnsQuestion question) {
		if (question.dnsClass() != DClass.IN && question.dnsClass() != DClass.ANY) {
			return false;
		}
		Labels labels = new Labels(question.name());
		return this.names.find(labels) != null || this.names.hasBelow(labels);
	}

	@Override
	public Mono<DnsResponse> handle(DnsExchange exchange) {
		Labels labels = new Labels(exchange.question().name());
		MappedName name = this.names.find(labels);
		if (name != null) {
			return name.answer(exchange, labels)
				.timeout(this.timeout)
				.map((response) -> completed(response, exchange, name));
		}
		return (this.names.hasBelow(labels) && isNonTerminal(exchange)) ? Mono.just(DnsResponse.noData())
				: Mono.empty();
	}

	private DnsResponse completed(DnsResponse response, DnsExchange exchange, MappedName name) {
		boolean negative = response.rcode() == Rcode.NXDOMAIN || response.isNoData();
		boolean bare = response.authoritative() && response.authority().isEmpty() && !this.zones.enclose(exchange);
		return (negative && bare) ? response.withAuthority(List.of(name.soa())) : response;
	}

	/**
	 * Whether to say that a name exists because of those below it (RFC 4592 section
	 * 2.2.2): else resolvers take those for denied too (RFC 8020). Outside of zones only
	 * they are told, and people get what others know of the name.
	 */
	private boolean isNonTerminal(DnsExchange exchange) {
		return this.zones.enclose(exchange) ? this.zones.deny(exchange) : !exchange.recursionDesired();
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}

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
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.Ordered;

/**
 * Lets the methods of {@link DnsController controllers} answer, before the zones. A
 * negative answer has the SOA of a zone that is made up: it begins where the variables of
 * the name end.
 */
public final class ControllerHandler implements DnsHandler, Ordered {

	/** The order among the handlers. */
	public static final int ORDER = ZONES - 100;

	private static final MappingKind<DnsMapping> KIND = new MappingKind<>(DnsController.class, DnsMapping.class,
			(mapping) -> names(mapping.name()), Syntax.LABELS, MappedName.OFFERED);

	private static final Duration REFRESH = Duration.ofHours(1);

	private static final Duration EXPIRE = Duration.ofDays(7);

	private final MappingTable<MappedName> names;

	/**
	 * Finds the methods of the application.
	 * @param methods finds them
	 * @param ttl how long answers may be kept whose mapping does not say it, negative
	 * ones always
	 * @throws FailureAnalyzedException if two methods are mapped to the same
	 */
	public ControllerHandler(MappedMethods methods, Duration ttl) {
		Map<Template, MappedName> names = new LinkedHashMap<>();
		for (Mapping<DnsMapping> mapping : methods.find(KIND)) {
			names.computeIfAbsent(mapping.template(), (template) -> new MappedName(soa(mapping, ttl.toSeconds())))
				.add(mapping);
		}
		this.names = new MappingTable<>(Syntax.LABELS, names);
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
		return (question.dnsClass() == DClass.IN || question.dnsClass() == DClass.ANY)
				&& this.names.find(new Labels(question.name())) != null;
	}

	@Override
	public Mono<DnsResponse> handle(DnsExchange exchange) {
		Labels labels = new Labels(exchange.question().name());
		MappedName name = this.names.find(labels);
		return (name != null) ? name.answer(exchange, labels) : Mono.empty();
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}

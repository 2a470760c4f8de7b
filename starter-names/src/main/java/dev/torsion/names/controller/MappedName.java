package dev.torsion.names.controller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.torsion.mapping.ArgumentMismatchException;
import dev.torsion.mapping.Mapping;
import dev.torsion.mapping.MappingTable;
import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.access.AccessDeniedException;

/**
 * The methods that one name is mapped to, by type, and what follows for types they are
 * not mapped to.
 */
final class MappedName {

	/** What the methods can be given by type. */
	static final Set<Class<?>> OFFERED = Set.of(DnsExchange.class, DnsQuestion.class, InetSocketAddress.class,
			InetAddress.class);

	/** More addresses do not fit into a message of 64 KiB. */
	private static final int MAX_RECORDS = 4096;

	private final Map<Integer, Mapping<DnsMapping>> types = new LinkedHashMap<>();

	private final Record soa;

	private final long ttl;

	MappedName(Record soa) {
		this.soa = soa;
		this.ttl = soa.getTTL();
	}

	/**
	 * The SOA of the zone that is made up for it.
	 * @return the record
	 */
	Record soa() {
		return this.soa;
	}

	void add(Mapping<DnsMapping> mapping) {
		for (int type : mapping.annotation().type()) {
			Mapping<DnsMapping> other = this.types.putIfAbsent(type, mapping);
			if (other != null) {
				throw MappingTable.ambiguous(other.template(), other, mapping.template(), mapping);
			}
		}
	}

	/**
	 * Answers a query for the name.
	 * @param exchange the query
	 * @param labels the labels of the name
	 * @return the answer; empty to pass the query on
	 */
	Mono<DnsResponse> answer(DnsExchange exchange, Labels labels) {
		Mapping<DnsMapping> asked = find(exchange.question().type());
		Mono<DnsResponse> answer = (asked != null) ? ask(asked, exchange, labels) : Mono.empty();
		return answer.switchIfEmpty(Mono.defer(() -> existence(asked, exchange, labels)))
			.filter((response) -> response != DnsMapping.PASS);
	}

	private @Nullable Mapping<DnsMapping> find(int type) {
		if (type == Type.ANY) {
			// RFC 8482: one of the record sets will do
			return this.types.values().iterator().next();
		}
		return Stream.of(type, Type.ANY, Type.CNAME)
			.filter(this.types::containsKey)
			.findFirst()
			.map(this.types::get)
			.orElse(null);
	}

	/** A name exists if it has something, of whatever type. */
	private Mono<DnsResponse> existence(@Nullable Mapping<DnsMapping> asked, DnsExchange exchange, Labels labels) {
		return Flux.fromStream(this.types.values().stream().distinct())
			.filter((other) -> other != asked)
			.concatMap((other) -> ask(other, exchange, labels), 0)
			.filter((response) -> response.rcode() != Rcode.NXDOMAIN)
			.reduce((one, other) -> (one != DnsMapping.PASS) ? one : other)
			.map((found) -> answers(found, exchange.question()) ? found : DnsResponse.noData())
			.switchIfEmpty(Mono.just(DnsResponse.nxDomain()));
	}

	/** Not so what another method has for its own type, a CNAME aside. */
	private static boolean answers(DnsResponse found, DnsQuestion question) {
		return found.rcode() != Rcode.NOERROR
				|| found.answer().stream().anyMatch((record) -> isAskedFor(record, question));
	}

	private Mono<DnsResponse> ask(Mapping<DnsMapping> mapping, DnsExchange exchange, Labels labels) {
		DnsQuestion question = question(mapping, exchange.question());
		InetSocketAddress client = exchange.client();
		List<Object> offered = List.of(exchange.withQuestion(question), question, client, client.getAddress());
		return mapping.invoke(labels, offered)
			.flatMapIterable((value) -> (value instanceof Collection<?> values) ? values : List.of(value))
			.take(MAX_RECORDS + 1)
			.collectList()
			.filter((values) -> !values.isEmpty())
			.map((values) -> response(values, exchange.question(), records(mapping, question)))
			.onErrorResume(ArgumentMismatchException.class, (ex) -> Mono.empty())
			.onErrorResume(AccessDeniedException.class,
					(ex) -> Mono.just(DnsResponse.refused().withError(ExtendedError.PROHIBITED)));
	}

	/** A method is asked for what it is mapped to. */
	private static DnsQuestion question(Mapping<DnsMapping> mapping, DnsQuestion question) {
		int[] types = mapping.annotation().type();
		boolean mapped = IntStream.of(types).anyMatch((type) -> type == question.type() || type == Type.ANY);
		return mapped ? question : new DnsQuestion(question.name(), types[0], question.dnsClass());
	}

	private AnswerRecords records(Mapping<DnsMapping> mapping, DnsQuestion question) {
		int own = mapping.annotation().ttl();
		return new AnswerRecords(question.name(), question.type(), (own >= 0) ? own : this.ttl);
	}

	private DnsResponse response(List<?> values, DnsQuestion question, AnswerRecords records) {
		if (values.size() == 1 && values.get(0) instanceof DnsResponse response) {
			return response;
		}
		if (values.size() > MAX_RECORDS) {
			throw new IllegalStateException("There are more than " + MAX_RECORDS + " records");
		}
		List<Record> answer = new ArrayList<>(records.of(values));
		answer.removeIf((record) -> !isAskedFor(record, question));
		return answer.isEmpty() ? DnsResponse.noData() : DnsResponse.answer(answer);
	}

	private static boolean isAskedFor(Record record, DnsQuestion question) {
		return question.type() == Type.ANY || record.getType() == question.type() || record.getType() == Type.CNAME
				|| record.getType() == Type.DNAME;
	}

	/** The methods, as a failure names them. */
	@Override
	public String toString() {
		return String.join(" and ", this.types.values().stream().distinct().map(Mapping::toString).toList());
	}

}

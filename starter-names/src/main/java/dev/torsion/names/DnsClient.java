package dev.torsion.names;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * The application's resolver, to be injected where names are looked up. It has a cache,
 * asks as {@code network.names.resolver} says, and blocks no thread. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface DnsClient {

	/**
	 * Looks something up.
	 * @param question what is asked
	 * @return the answer, CNAMEs followed; SERVFAIL if there is none to be had. Comes on
	 * whatever thread, mostly that of an event loop
	 */
	Mono<DnsResponse> query(DnsQuestion question);

	/**
	 * Looks something up.
	 * @param name the absolute name
	 * @param type the type, as in {@link Type}
	 * @return the answer, as of {@link #query(DnsQuestion)}
	 */
	default Mono<DnsResponse> query(Name name, int type) {
		return query(DnsQuestion.of(name, type));
	}

	/**
	 * Looks something up.
	 * @param name the name, taken for absolute with or without the dot at its end
	 * @param type the type, as in {@link Type}
	 * @return the answer, as of {@link #query(DnsQuestion)}; fails with a
	 * {@link org.xbill.DNS.TextParseException} if that is no name
	 */
	default Mono<DnsResponse> query(String name, int type) {
		return Mono.fromCallable(() -> Name.fromString(name, Name.root)).flatMap((parsed) -> query(parsed, type));
	}

	/**
	 * Looks the addresses of a host up, IPv6 and IPv4 at the same time.
	 * @param host the absolute name, or an IP address, which is its own answer
	 * @return the addresses, those of IPv6 first unless the JVM prefers IPv4; fails with
	 * an {@link java.net.UnknownHostException} if there are none
	 */
	default Mono<List<InetAddress>> addresses(String host) {
		return new HostAddresses(this).of(host);
	}

	/**
	 * Looks up who takes mail for a domain, RFC 5321 section 5.1.
	 * @param domain the domain
	 * @return its mail exchangers, the preferred first; empty if it has none, a single
	 * one of the name {@code .} if it takes no mail (RFC 7505). Fails with a
	 * {@link DnsException} if that cannot be known now
	 */
	default Mono<List<MXRecord>> mx(String domain) {
		return records(domain, Type.MX, MXRecord.class)
			.map((found) -> found.stream().sorted(Comparator.comparingInt(MXRecord::getPriority)).toList());
	}

	/**
	 * Looks up where a service is, RFC 2782.
	 * @param service its name, such as {@code _imaps._tcp.example.org}
	 * @return its places in the order in which to try them, shuffled by their weights;
	 * empty if there are none, or if the service is said not to be there. Fails with a
	 * {@link DnsException} if that cannot be known now
	 */
	default Mono<List<SRVRecord>> srv(String service) {
		return records(service, Type.SRV, SRVRecord.class)
			.map((found) -> new SrvOrder(ThreadLocalRandom.current()::nextInt).of(found));
	}

	/**
	 * Looks texts up.
	 * @param name the name
	 * @return its texts, each put together from its parts and read as UTF-8; empty if it
	 * has none. Fails with a {@link DnsException} if that cannot be known now
	 */
	default Mono<List<String>> txt(String name) {
		return records(name, Type.TXT, TXTRecord.class)
			.map((found) -> found.stream().map(HostAddresses::text).toList());
	}

	/**
	 * Looks the names of an address up.
	 * @param address the address
	 * @return its names, without the dot at their end; empty if it has none. Fails with a
	 * {@link DnsException} if that cannot be known now
	 */
	default Mono<List<String>> ptr(InetAddress address) {
		return records(ReverseMap.fromAddress(address).toString(), Type.PTR, PTRRecord.class)
			.map((found) -> found.stream().map((record) -> record.getTarget().toString(true)).toList());
	}

	/**
	 * Looks records of one type up.
	 * @param name the name
	 * @param type the type, as in {@link Type}
	 * @param kind the class of the records
	 * @param <R> the class of the records
	 * @return the records; empty if there are none. Fails with a {@link DnsException} if
	 * that cannot be known now
	 */
	default <R extends Record> Mono<List<R>> records(String name, int type, Class<R> kind) {
		return query(name, type).flatMap((response) -> {
			if (response.rcode() != Rcode.NOERROR && response.rcode() != Rcode.NXDOMAIN) {
				return Mono.fromCallable(() -> Name.fromString(name, Name.root))
					.flatMap((parsed) -> Mono.error(new DnsException(DnsQuestion.of(parsed, type), response.rcode())));
			}
			return Mono.just(response.answer().stream().filter(kind::isInstance).map(kind::cast).toList());
		});
	}

}

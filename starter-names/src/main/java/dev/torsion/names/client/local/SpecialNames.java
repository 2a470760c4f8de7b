package dev.torsion.names.client.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.HINFORecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * Names of a special use, and types that cannot be looked up: nobody is asked about them.
 */
public final class SpecialNames implements Function<DnsQuestion, @Nullable DnsResponse> {

	private static final long TTL = 86_400;

	private static final Name LOCALHOST = Name.fromConstantString("localhost.");

	private static final Name LOOPBACK = Name.fromConstantString("1.0.0.127.in-addr.arpa.");

	private static final Name LOOPBACK_IPV6 = Name.fromConstantString("1." + "0.".repeat(31) + "ip6.arpa.");

	private static final Set<Name> NOWHERE = names("invalid.", "onion.");

	/**
	 * Addresses that mean something on this machine only, RFC 6303 section 4.2 and on.
	 */
	private static final Set<Name> REVERSE = names("0.in-addr.arpa.", "127.in-addr.arpa.", "254.169.in-addr.arpa.",
			"2.0.192.in-addr.arpa.", "100.51.198.in-addr.arpa.", "113.0.203.in-addr.arpa.",
			"255.255.255.255.in-addr.arpa.", "0.".repeat(32) + "ip6.arpa.", LOOPBACK_IPV6.toString(), "8.e.f.ip6.arpa.",
			"9.e.f.ip6.arpa.", "a.e.f.ip6.arpa.", "b.e.f.ip6.arpa.", "8.b.d.0.1.0.0.2.ip6.arpa.");

	/** Those of private networks: RFC 1918, RFC 4193, RFC 7793. */
	private static final Set<Name> PRIVATE_REVERSE = names(Stream
		.of(Stream.of("10.in-addr.arpa.", "168.192.in-addr.arpa.", "d.f.ip6.arpa."),
				IntStream.range(16, 32).mapToObj((i) -> i + ".172.in-addr.arpa."),
				IntStream.range(64, 128).mapToObj((i) -> i + ".100.in-addr.arpa."))
		.flatMap(Function.identity())
		.toArray(String[]::new));

	private final boolean privateReverse;

	/**
	 * Creates the names.
	 * @param privateReverse whether others are asked for the names of addresses of
	 * private networks
	 */
	public SpecialNames(boolean privateReverse) {
		this.privateReverse = privateReverse;
	}

	private static Set<Name> names(String... names) {
		return Set.copyOf(Stream.of(names).map(Name::fromConstantString).toList());
	}

	/**
	 * Answers what is not to be asked of others.
	 * @param question the question
	 * @return the answer, {@code null} for a name like any other
	 */
	@Override
	public @Nullable DnsResponse apply(DnsQuestion question) {
		if (question.type() == Type.ANY) {
			// RFC 8482 section 4.2
			return DnsResponse.answer(new HINFORecord(question.name(), DClass.IN, TTL, "RFC8482", ""));
		}
		if (question.type() == 0 || question.type() == Type.OPT || isQueryType(question.type())) {
			return DnsResponse.of(Rcode.NOTIMP, false);
		}
		return ofName(question);
	}

	/** TKEY to MAILA, RFC 6895 section 3.1: none of them is data. */
	private static boolean isQueryType(int type) {
		return type >= Type.TKEY && type < Type.ANY;
	}

	private @Nullable DnsResponse ofName(DnsQuestion question) {
		Name name = question.name();
		if (name.subdomain(LOCALHOST)) {
			return localhost(question);
		}
		for (int i = 0; i < name.labels() - 1; i++) {
			Name above = (i == 0) ? name : new Name(name, i);
			if (NOWHERE.contains(above)) {
				return nothing(above, DnsResponse.nxDomain());
			}
			if (REVERSE.contains(above) || !this.privateReverse && PRIVATE_REVERSE.contains(above)) {
				return reverse(question, above);
			}
		}
		return null;
	}

	private static DnsResponse localhost(DnsQuestion question) {
		try {
			Name name = question.name();
			return switch (question.type()) {
				case Type.A -> DnsResponse
					.answer(new ARecord(name, DClass.IN, TTL, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 })));
				case Type.AAAA ->
					DnsResponse.answer(new AAAARecord(name, DClass.IN, TTL, InetAddress.getByName("::1")));
				default -> nothing(LOCALHOST, DnsResponse.noData());
			};
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DnsResponse reverse(DnsQuestion question, Name zone) {
		boolean loopback = question.name().equals(LOOPBACK) || question.name().equals(LOOPBACK_IPV6);
		if (loopback && question.type() == Type.PTR) {
			return DnsResponse.answer(new PTRRecord(question.name(), DClass.IN, TTL, LOCALHOST));
		}
		return nothing(zone, question.name().equals(zone) ? DnsResponse.noData() : DnsResponse.nxDomain());
	}

	/** As RFC 6303 section 3 has it. */
	private static DnsResponse nothing(Name zone, DnsResponse response) {
		Record soa = new SOARecord(zone, DClass.IN, TTL, zone, Name.fromConstantString("nobody.invalid."), 1, 3600,
				1200, 604_800, 10_800);
		return response.withAuthority(List.of(soa));
	}

}

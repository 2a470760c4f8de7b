package dev.torsion.names;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * Puts the addresses of a host together.
 */
final class HostAddresses {

	private static final boolean PREFER_IPV4 = Boolean.getBoolean("java.net.preferIPv4Stack");

	private final DnsClient client;

	HostAddresses(DnsClient client) {
		this.client = client;
	}

	Mono<List<InetAddress>> of(String host) {
		InetAddress literal = literal(host);
		if (literal != null) {
			return Mono.just(List.of(literal));
		}
		Mono<DnsResponse> ipv4 = this.client.query(host, Type.A).onErrorMap((ex) -> unknown(host, ex.getMessage()));
		Mono<DnsResponse> ipv6 = this.client.query(host, Type.AAAA).onErrorMap((ex) -> unknown(host, ex.getMessage()));
		return PREFER_IPV4 ? ipv4.flatMap((four) -> found(host, List.of(four)))
				: Mono.zip(ipv6, ipv4).flatMap((both) -> found(host, List.of(both.getT1(), both.getT2())));
	}

	private static @Nullable InetAddress literal(String host) {
		try {
			return Address.getByAddress(host);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/** One family that fails does not take the other with it. */
	private static Mono<List<InetAddress>> found(String host, List<DnsResponse> responses) {
		List<InetAddress> addresses = new ArrayList<>();
		int rcode = Rcode.NOERROR;
		for (DnsResponse response : responses) {
			rcode = (response.rcode() != Rcode.NOERROR) ? response.rcode() : rcode;
			for (Record record : response.answer()) {
				if (record instanceof ARecord address) {
					addresses.add(address.getAddress());
				}
				else if (record instanceof AAAARecord address) {
					addresses.add(address.getAddress());
				}
			}
		}
		return addresses.isEmpty() ? Mono.error(unknown(host, reason(rcode))) : Mono.just(List.copyOf(addresses));
	}

	private static String reason(int rcode) {
		return switch (rcode) {
			case Rcode.NOERROR -> "it has no address";
			case Rcode.NXDOMAIN -> "there is no such name";
			default -> "its name servers do not answer (" + Rcode.string(rcode) + ")";
		};
	}

	private static UnknownHostException unknown(String host, @Nullable String reason) {
		return new UnknownHostException(host + ": " + reason);
	}

	static String text(TXTRecord record) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		record.getStringsAsByteArrays().forEach(bytes::writeBytes);
		return bytes.toString(StandardCharsets.UTF_8);
	}

}

package dev.torsion.names;

import java.net.InetSocketAddress;

import org.xbill.DNS.Name;

/**
 * Queries for tests.
 */
public final class Exchanges {

	private Exchanges() {
	}

	/**
	 * A query over UDP, of 192.0.2.1.
	 * @param name the name
	 * @param type the type
	 * @return the query
	 */
	public static DnsExchange udp(String name, int type) {
		return udp("192.0.2.1", name, type);
	}

	/**
	 * A query over UDP.
	 * @param client the address of the client
	 * @param name the name
	 * @param type the type
	 * @return the query
	 */
	public static DnsExchange udp(String client, String name, int type) {
		return new DnsExchange(DnsQuestion.of(Name.fromConstantString(name), type),
				new InetSocketAddress(client, 40000), DnsTransport.UDP, "names-udp", false, false, null);
	}

}

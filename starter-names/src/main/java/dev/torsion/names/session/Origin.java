package dev.torsion.names.session;

import java.net.InetSocketAddress;

import dev.torsion.names.DnsTransport;

/**
 * Where a message comes from.
 *
 * @param client who has sent it; over UDP that is not proved
 * @param transport how it came
 * @param listener the name of the listener
 */
public record Origin(InetSocketAddress client, DnsTransport transport, String listener) {

	boolean isDatagram() {
		return this.transport == DnsTransport.UDP;
	}

	/** Whether messages come after their lengths, RFC 1035 section 4.2.2. */
	boolean isStream() {
		return this.transport == DnsTransport.TCP || this.transport == DnsTransport.TLS;
	}

	boolean isEncrypted() {
		return this.transport == DnsTransport.TLS || this.transport == DnsTransport.HTTPS;
	}

}

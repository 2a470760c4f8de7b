package dev.torsion.names.session;

import java.net.InetSocketAddress;

import dev.torsion.names.DnsTransport;

/**
 * Where a message comes from.
 *
 * @param client who has sent it; over UDP that is not proved
 * @param transport how it came
 * @param listener the name of the listener
 * @param reserved how much room an answer leaves for what is added to it, in bytes
 */
public record Origin(InetSocketAddress client, DnsTransport transport, String listener, int reserved) {

	/**
	 * A message whose answer is sent as it is.
	 * @param client who has sent it
	 * @param transport how it came
	 * @param listener the name of the listener
	 */
	public Origin(InetSocketAddress client, DnsTransport transport, String listener) {
		this(client, transport, listener, 0);
	}

	/**
	 * The same, with room for a signature.
	 * @param length how much room, in bytes
	 * @return the origin
	 */
	public Origin reserving(int length) {
		return new Origin(this.client, this.transport, this.listener, length);
	}

	/**
	 * Whether it came over UDP.
	 * @return whether it did
	 */
	public boolean isDatagram() {
		return this.transport == DnsTransport.UDP;
	}

	/**
	 * Whether messages come after their lengths, RFC 1035 section 4.2.2.
	 * @return whether they do
	 */
	public boolean isStream() {
		return this.transport == DnsTransport.TCP || this.transport == DnsTransport.TLS;
	}

	boolean isEncrypted() {
		return this.transport == DnsTransport.TLS || this.transport == DnsTransport.HTTPS;
	}

}

package dev.torsion.names.client.upstream;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * A server that the resolver asks.
 *
 * @param address its address and port, resolved
 * @param tlsName the name that its certificate must be for, RFC 7858; {@code null} for no
 * TLS
 */
public record UpstreamServer(InetSocketAddress address, @Nullable String tlsName) {

	/**
	 * A server that is asked over UDP, and over TCP where UDP does not do.
	 * @param address its address and port
	 * @return the server
	 */
	public static UpstreamServer plain(InetSocketAddress address) {
		return new UpstreamServer(address, null);
	}

	@Override
	public String toString() {
		return this.address.getAddress().getHostAddress() + "#" + this.address.getPort()
				+ ((this.tlsName != null) ? " (" + this.tlsName + ")" : "");
	}

}

package dev.torsion.net;

import java.time.Duration;

import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.unix.UnixSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Where and how a {@link NetworkServer} or {@link DatagramServer} listens: the same leaf
 * words in every {@code network.<x>} tree. Start from {@link #on} and change what
 * differs.
 *
 * @param property the property tree that a failure text points to, such as
 * {@code network.smtp}; empty if there is none
 * @param port port to listen on, 0 for any free one, -1 for not at all
 * @param address address to bind to, {@code null} for {@code network.address}
 * @param tls the certificate; {@code null} if the listener has none
 * @param implicitTls whether TLS begins with the first byte, rather than with
 * {@link Transport#startTls}
 * @param idleTimeout how long a peer may neither send nor take anything
 * @param maxConnections the most connections at a time
 * @param maxConnectionsPerAddress the most connections at a time from one address, an
 * IPv6 /64 being one
 * @param sendQueueLimit how much may be waiting for a peer that does not read before it
 * is disconnected; one more write may always be added to that
 * @param refusal what a peer over these limits is told in plain text before it is
 * disconnected, line end included; empty for nothing
 * @param proxies the peers that begin with a header of the PROXY protocol, which says who
 * the client is
 * @param unixSocket socket to listen on in the place of the port; {@code null} for none
 */
public record Listener(String property, int port, @Nullable String address, @Nullable TlsContext tls,
		boolean implicitTls, Duration idleTimeout, int maxConnections, int maxConnectionsPerAddress,
		DataSize sendQueueLimit, String refusal, TrustedPeers proxies, @Nullable UnixSocket unixSocket) {

	/**
	 * A listener with the defaults: plain text on {@code network.address}, 5 minutes
	 * idle, 10,000 connections of which 100 from one address, 1 MiB of send queue.
	 * @param property the property tree that a failure text points to
	 * @param port port to listen on, 0 for any free one, -1 for not at all
	 * @return the listener
	 */
	public static Listener on(String property, int port) {
		return new Listener(property, port, null, null, false, Duration.ofMinutes(5), 10_000, 100,
				DataSize.ofMegabytes(1), "", TrustedPeers.NONE, null);
	}

	/**
	 * With another address.
	 * @param address address to bind to, {@code null} for {@code network.address}
	 * @return the listener
	 */
	public Listener withAddress(@Nullable String address) {
		return new Listener(this.property, this.port, address, this.tls, this.implicitTls, this.idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies,
				this.unixSocket);
	}

	/**
	 * With TLS from the first byte.
	 * @param tls the certificate
	 * @return the listener
	 */
	public Listener withTls(TlsContext tls) {
		return new Listener(this.property, this.port, this.address, tls, true, this.idleTimeout, this.maxConnections,
				this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies, this.unixSocket);
	}

	/**
	 * With plain text first, and TLS when the protocol starts it.
	 * @param tls the certificate; {@code null} for no TLS
	 * @return the listener
	 */
	public Listener withStartTls(@Nullable TlsContext tls) {
		return new Listener(this.property, this.port, this.address, tls, false, this.idleTimeout, this.maxConnections,
				this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies, this.unixSocket);
	}

	/**
	 * With another idle timeout.
	 * @param idleTimeout how long a peer may neither send nor take anything
	 * @return the listener
	 */
	public Listener withIdleTimeout(Duration idleTimeout) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies,
				this.unixSocket);
	}

	/**
	 * With other limits on connections.
	 * @param maxConnections the most connections at a time
	 * @param maxConnectionsPerAddress the most connections at a time from one address
	 * @return the listener
	 */
	public Listener withMaxConnections(int maxConnections, int maxConnectionsPerAddress) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, this.idleTimeout,
				maxConnections, maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies,
				this.unixSocket);
	}

	/**
	 * With another limit of the send queue.
	 * @param sendQueueLimit how much may be waiting for a peer that does not read
	 * @return the listener
	 */
	public Listener withSendQueueLimit(DataSize sendQueueLimit) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, this.idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, sendQueueLimit, this.refusal, this.proxies,
				this.unixSocket);
	}

	/**
	 * With other last words for a peer over the limits.
	 * @param refusal what it is told, line end included
	 * @return the listener
	 */
	public Listener withRefusal(String refusal) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, this.idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, this.sendQueueLimit, refusal, this.proxies,
				this.unixSocket);
	}

	/**
	 * Behind proxies that speak the PROXY protocol, version 1 or 2. They have to send its
	 * header before anything else, TLS included, within
	 * {@code network.handshake-timeout}; whoever else sends one is disconnected.
	 * @param proxies the proxies
	 * @return the listener
	 */
	public Listener withProxyProtocol(TrustedPeers proxies) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, this.idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, proxies,
				this.unixSocket);
	}

	/**
	 * With a unix domain socket in the place of the port. Limits on connections from one
	 * address have no meaning there.
	 * @param unixSocket the socket; {@code null} for the port
	 * @return the listener
	 */
	public Listener withUnixSocket(@Nullable UnixSocket unixSocket) {
		return new Listener(this.property, this.port, this.address, this.tls, this.implicitTls, this.idleTimeout,
				this.maxConnections, this.maxConnectionsPerAddress, this.sendQueueLimit, this.refusal, this.proxies,
				unixSocket);
	}

}

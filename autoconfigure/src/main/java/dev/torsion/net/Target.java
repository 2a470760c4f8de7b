package dev.torsion.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Where and how a {@link NetworkConnector} or {@link NetworkClient} connects, the
 * counterpart of {@link Listener}. Start from {@link #to} and change what differs.
 *
 * @param host the name of the server, or its IP address
 * @param port its port
 * @param tls whom to trust; {@code null} for no TLS
 * @param implicitTls whether TLS begins with the first byte, rather than with
 * {@link Transport#startTls}
 * @param serverName the name that the server's certificate must be for, if that is not
 * {@code host}; {@code null} if it is
 * @param connectTimeout how long the look-up of the name may take, and then each of its
 * addresses to accept the connection
 * @param idleTimeout how long the server may neither send nor take anything
 * @param sendQueueLimit how much may be waiting for a server that does not read before it
 * is disconnected; one more write may always be added to that
 */
public record Target(String host, int port, @Nullable ClientTls tls, boolean implicitTls, @Nullable String serverName,
		Duration connectTimeout, Duration idleTimeout, DataSize sendQueueLimit) {

	/**
	 * Checks the place.
	 * @throws IllegalArgumentException if there is no host, or no such port
	 */
	public Target {
		Assert.hasText(host, "The host must not be empty");
		Assert.isTrue(port > 0 && port <= 65_535, () -> "No port to connect to: " + port);
	}

	/**
	 * A target with the defaults: plain text, 10 seconds to connect, 5 minutes idle, 1
	 * MiB of send queue.
	 * @param host the name of the server, or its IP address
	 * @param port its port
	 * @return the target
	 */
	public static Target to(String host, int port) {
		return new Target(host, port, null, false, null, Duration.ofSeconds(10), Duration.ofMinutes(5),
				DataSize.ofMegabytes(1));
	}

	/**
	 * With TLS from the first byte.
	 * @param tls whom to trust
	 * @return the target
	 */
	public Target withTls(ClientTls tls) {
		return new Target(this.host, this.port, tls, true, this.serverName, this.connectTimeout, this.idleTimeout,
				this.sendQueueLimit);
	}

	/**
	 * With plain text first, and TLS when the protocol starts it.
	 * @param tls whom to trust; {@code null} for no TLS
	 * @return the target
	 */
	public Target withStartTls(@Nullable ClientTls tls) {
		return new Target(this.host, this.port, tls, false, this.serverName, this.connectTimeout, this.idleTimeout,
				this.sendQueueLimit);
	}

	/**
	 * With another name in the certificate, for protocols whose servers stand for a
	 * domain rather than for a machine.
	 * @param serverName the name the certificate must be for, {@code null} for the host's
	 * @return the target
	 */
	public Target withServerName(@Nullable String serverName) {
		return new Target(this.host, this.port, this.tls, this.implicitTls, serverName, this.connectTimeout,
				this.idleTimeout, this.sendQueueLimit);
	}

	/**
	 * With another time to connect.
	 * @param connectTimeout how long the look-up of the name may take, and then each of
	 * its addresses to accept the connection
	 * @return the target
	 */
	public Target withConnectTimeout(Duration connectTimeout) {
		return new Target(this.host, this.port, this.tls, this.implicitTls, this.serverName, connectTimeout,
				this.idleTimeout, this.sendQueueLimit);
	}

	/**
	 * With another idle timeout.
	 * @param idleTimeout how long the server may neither send nor take anything
	 * @return the target
	 */
	public Target withIdleTimeout(Duration idleTimeout) {
		return new Target(this.host, this.port, this.tls, this.implicitTls, this.serverName, this.connectTimeout,
				idleTimeout, this.sendQueueLimit);
	}

	/**
	 * With another limit of the send queue.
	 * @param sendQueueLimit how much may be waiting for a server that does not read
	 * @return the target
	 */
	public Target withSendQueueLimit(DataSize sendQueueLimit) {
		return new Target(this.host, this.port, this.tls, this.implicitTls, this.serverName, this.connectTimeout,
				this.idleTimeout, sendQueueLimit);
	}

	/** The name the certificate must be for, without the dot of the root. */
	String tlsName() {
		String name = (this.serverName != null) ? this.serverName : this.host;
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}

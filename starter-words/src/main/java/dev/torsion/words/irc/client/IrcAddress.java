package dev.torsion.words.irc.client;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where a network is, and how its servers are trusted.
 *
 * @param host the name of the server, or its IP address
 * @param port its port
 * @param tls whether TLS begins with the first byte; the certificate has to be for
 * {@code host}
 * @param bundle the SSL bundle of whom to trust and of our certificate, {@code null} for
 * whom the JVM trusts
 * @param plainTextAllowed whether there may be no TLS to other machines than this one
 */
public record IrcAddress(String host, int port, boolean tls, @Nullable String bundle, boolean plainTextAllowed) {

	/** The port of IRC over TLS, RFC 7194. */
	public static final int TLS_PORT = 6697;

	/** The port of IRC in plain text. */
	public static final int PORT = 6667;

	/**
	 * Checks the address.
	 * @throws IllegalArgumentException if there is no host or no such port, or it asks
	 * for plain text to another machine
	 */
	public IrcAddress {
		Assert.hasText(host, "The host must not be empty");
		Assert.isTrue(port > 0 && port <= 65_535, () -> "No port to connect to: " + port);
		Assert.isTrue(tls || plainTextAllowed || isLoopback(host),
				() -> "Plain text to " + host + " would be read along by others");
	}

	/**
	 * What a name means is seen again when there is a connection.
	 */
	private static boolean isLoopback(String host) {
		return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
	}

}

package dev.torsion.names;

/**
 * How a query came.
 */
public enum DnsTransport {

	/** Over UDP: the address of the client is not proved. */
	UDP,

	/** Over TCP. */
	TCP,

	/** Over TLS, RFC 7858. */
	TLS,

	/** Over HTTP, RFC 8484. */
	HTTPS

}

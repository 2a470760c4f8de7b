package dev.torsion.names.wire;

/**
 * Numbers of the options of EDNS.
 */
public final class Options {

	/** The name of the server, RFC 5001. */
	public static final int NSID = 3;

	/** The network of the client, RFC 7871. */
	public static final int CLIENT_SUBNET = 8;

	/** How long a secondary may keep the zone, RFC 7314. */
	public static final int EXPIRE = 9;

	/** Cookies, RFC 7873. */
	public static final int COOKIE = 10;

	/** How long a connection is kept, RFC 7828. */
	public static final int KEEP_ALIVE = 11;

	/** Padding, RFC 7830. */
	public static final int PADDING = 12;

	/** Why an answer is what it is, RFC 8914. */
	public static final int EXTENDED_ERROR = 15;

	private Options() {
	}

}

package dev.torsion.names.wire;

/**
 * Numbers of record types that are treated in some way of their own.
 */
public final class RecordTypes {

	/** An IPv4 address. */
	public static final int A = 1;

	/** A name server. */
	public static final int NS = 2;

	/** Another name for this one. */
	public static final int CNAME = 5;

	/** The start of a zone of authority. */
	public static final int SOA = 6;

	/** A pointer to a name. */
	public static final int PTR = 12;

	/** What a host is, RFC 8482 section 4.2. */
	public static final int HINFO = 13;

	/** A mail exchanger. */
	public static final int MX = 15;

	/** Text. */
	public static final int TXT = 16;

	/** An IPv6 address. */
	public static final int AAAA = 28;

	/** A server of a service. */
	public static final int SRV = 33;

	/** Other names for all below this one. */
	public static final int DNAME = 39;

	/** EDNS. */
	public static final int OPT = 41;

	/** The delegation of a signed zone. */
	public static final int DS = 43;

	/** A key of a transaction, which is not asked for. */
	public static final int TKEY = 249;

	/** The signature of a transaction. */
	public static final int TSIG = 250;

	/** An incremental transfer. */
	public static final int IXFR = 251;

	/** A transfer. */
	public static final int AXFR = 252;

	/** Any type. */
	public static final int ANY = 255;

	private RecordTypes() {
	}

}

package dev.torsion.names.wire;

import org.jspecify.annotations.Nullable;

/**
 * The EDNS of a query, RFC 6891: what an OPT record says. Options that nobody here knows
 * are skipped.
 *
 * @param payload the largest answer the client takes over UDP, in bytes, at least 512
 * @param version the version of EDNS, 0 being the only one there is
 * @param dnssecOk whether the client wants DNSSEC records, RFC 3225
 * @param cookie the cookies, RFC 7873, of 8 or 16 to 40 bytes; {@code null} if none
 * @param clientSubnet the raw data of the client subnet, RFC 7871; {@code null} if none
 * @param nsid whether the name of the server is wanted, RFC 5001
 * @param keepAlive whether the client knows TCP keep-alive, RFC 7828
 * @param padding whether the client pads its queries, RFC 7830
 * @param expire whether the expiry of a zone is wanted, RFC 7314
 */
public record Edns(int payload, int version, boolean dnssecOk, byte @Nullable [] cookie, byte @Nullable [] clientSubnet,
		boolean nsid, boolean keepAlive, boolean padding, boolean expire) {

	/** The smallest payload that a client can mean, in bytes. */
	public static final int MIN_PAYLOAD = 512;

	/** A client that says nothing more than that it knows EDNS. */
	public static final Edns PLAIN = new Edns(1232, 0, false, null, null, false, false, false, false);

}

package dev.torsion.names.client.cache;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * What has been found out about one type of a name: one step on the way to an answer.
 * Immutable.
 *
 * @param kind what it is
 * @param records the record set, or the CNAME; empty if there is nothing
 * @param soa the SOA of the zone that has nothing, {@code null} if it was not told
 * @param trust how far it is to be believed
 */
public record Finding(Kind kind, List<Record> records, @Nullable SOARecord soa, Trust trust) {

	/** More than this is the mistake of a server, RFC 2181 section 8. */
	private static final long MAX_TTL = 0x7fffffffL;

	public Finding {
		records = List.copyOf(records);
	}

	/**
	 * A record set.
	 * @param records its records, at least one
	 * @param trust how far it is to be believed
	 * @return the finding
	 */
	public static Finding records(List<Record> records, Trust trust) {
		return new Finding(Kind.RECORDS, records, null, trust);
	}

	/**
	 * The name is another name of something else.
	 * @param alias what it says
	 * @param trust how far it is to be believed
	 * @return the finding
	 */
	public static Finding alias(CNAMERecord alias, Trust trust) {
		return new Finding(Kind.ALIAS, List.of(alias), null, trust);
	}

	/**
	 * There is nothing.
	 * @param kind {@link Kind#NO_DATA} or {@link Kind#NX_DOMAIN}
	 * @param soa the SOA of the zone that has nothing, {@code null} if it was not told
	 * @param trust how far it is to be believed
	 * @return the finding
	 */
	public static Finding nothing(Kind kind, @Nullable SOARecord soa, Trust trust) {
		return new Finding(kind, List.of(), soa, trust);
	}

	/**
	 * What an alias stands for.
	 * @return the CNAME, {@code null} if it is none
	 */
	public @Nullable CNAMERecord alias() {
		return (this.kind == Kind.ALIAS) ? (CNAMERecord) this.records.get(0) : null;
	}

	/**
	 * For how long it holds: the least TTL of the set (RFC 2181 section 5.2), or what the
	 * SOA says (RFC 2308 section 5).
	 * @return the time in seconds; 0 if it is not to be remembered
	 */
	long ttl() {
		if (this.kind == Kind.RECORDS || this.kind == Kind.ALIAS) {
			return this.records.stream().mapToLong((record) -> ttl(record.getTTL())).min().orElse(0);
		}
		return (this.soa != null) ? Math.min(ttl(this.soa.getTTL()), ttl(this.soa.getMinimum())) : 0;
	}

	private static long ttl(long told) {
		return (told > MAX_TTL) ? 0 : told;
	}

	/** What a finding can be. */
	public enum Kind {

		/** The record set that was asked for. */
		RECORDS,

		/** A CNAME in its place. */
		ALIAS,

		/** The name exists, but not with this type. */
		NO_DATA,

		/** Neither the name exists nor any below it, RFC 8020. */
		NX_DOMAIN

	}

	/** How far something is to be believed, RFC 2181 section 5.4.1. */
	public enum Trust {

		/** From one who is no authority. */
		HEARSAY,

		/** From the authority, or from a server that the operator has chosen. */
		AUTHORITY

	}

}

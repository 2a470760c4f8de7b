package dev.torsion.names;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * An answer: its outcome and its records. What a handler leaves out is put in: the SOA of
 * a negative answer, EDNS, what a CNAME points to. Immutable.
 *
 * @param rcode the outcome, as in {@link Rcode}, extended ones included
 * @param authoritative whether it comes from the authority itself
 * @param recursionAvailable whether recursion is offered to this client
 * @param answer the records of the answer section
 * @param authority the records of the authority section
 * @param additional the records of the additional section, OPT and TSIG aside
 * @param error what is told of the reason (RFC 8914), {@code null} for nothing
 */
public record DnsResponse(int rcode, boolean authoritative, boolean recursionAvailable, List<Record> answer,
		List<Record> authority, List<Record> additional, @Nullable ExtendedError error) {

	public DnsResponse {
		answer = List.copyOf(answer);
		authority = List.copyOf(authority);
		additional = List.copyOf(additional);
	}

	/**
	 * An authoritative answer with records.
	 * @param records the records
	 * @return the answer
	 */
	public static DnsResponse answer(List<? extends Record> records) {
		return new DnsResponse(Rcode.NOERROR, true, false, List.copyOf(records), List.of(), List.of(), null);
	}

	/**
	 * An authoritative answer with records.
	 * @param records the records
	 * @return the answer
	 */
	public static DnsResponse answer(Record... records) {
		return answer(List.of(records));
	}

	/**
	 * The name exists, but has nothing of this type.
	 * @return the answer
	 */
	public static DnsResponse noData() {
		return of(Rcode.NOERROR, true);
	}

	/**
	 * The name does not exist, nor any below it.
	 * @return the answer
	 */
	public static DnsResponse nxDomain() {
		return of(Rcode.NXDOMAIN, true);
	}

	/**
	 * The client may not ask this here.
	 * @return the answer
	 */
	public static DnsResponse refused() {
		return of(Rcode.REFUSED, false);
	}

	/**
	 * There should be an answer, but there is none now.
	 * @return the answer
	 */
	public static DnsResponse serverFailure() {
		return of(Rcode.SERVFAIL, false);
	}

	/**
	 * An answer without records.
	 * @param rcode the outcome, as in {@link Rcode}
	 * @param authoritative whether it comes from the authority itself
	 * @return the answer
	 */
	public static DnsResponse of(int rcode, boolean authoritative) {
		return new DnsResponse(rcode, authoritative, false, List.of(), List.of(), List.of(), null);
	}

	/**
	 * With other records in the authority section.
	 * @param records the records
	 * @return the answer
	 */
	public DnsResponse withAuthority(List<? extends Record> records) {
		return new DnsResponse(this.rcode, this.authoritative, this.recursionAvailable, this.answer,
				List.copyOf(records), this.additional, this.error);
	}

	/**
	 * With other records in the additional section.
	 * @param records the records
	 * @return the answer
	 */
	public DnsResponse withAdditional(List<? extends Record> records) {
		return new DnsResponse(this.rcode, this.authoritative, this.recursionAvailable, this.answer, this.authority,
				List.copyOf(records), this.error);
	}

	/**
	 * From a server that looks further on behalf of its client.
	 * @return the answer, not authoritative, with recursion available
	 */
	public DnsResponse recursive() {
		return new DnsResponse(this.rcode, false, true, this.answer, this.authority, this.additional, this.error);
	}

	/**
	 * With a reason.
	 * @param error the reason
	 * @return the answer
	 */
	public DnsResponse withError(ExtendedError error) {
		return new DnsResponse(this.rcode, this.authoritative, this.recursionAvailable, this.answer, this.authority,
				this.additional, error);
	}

	/**
	 * Whether the name exists but has nothing of the type that was asked for, RFC 2308
	 * section 2.2.
	 * @return whether it is so
	 */
	public boolean isNoData() {
		return this.rcode == Rcode.NOERROR && this.answer.isEmpty();
	}

	/**
	 * Why an answer is what it is, RFC 8914.
	 *
	 * @param code the registered code
	 * @param text more words for people, empty for none; at most 255 bytes are sent
	 */
	public record ExtendedError(int code, String text) {

		/** The answer is older than its TTL allows, since no fresh one was to be had. */
		public static final ExtendedError STALE = new ExtendedError(3, "");

		/** The client may not ask this here. */
		public static final ExtendedError PROHIBITED = new ExtendedError(18, "");

		/** The name is blocked on request of the operator. */
		public static final ExtendedError BLOCKED = new ExtendedError(15, "");

		/** No authority could be reached. */
		public static final ExtendedError NO_REACHABLE_AUTHORITY = new ExtendedError(22, "");

		/** The server is not an authority for the name. */
		public static final ExtendedError NOT_AUTHORITATIVE = new ExtendedError(20, "");

	}

}

package dev.torsion.names.filter;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What is answered in the place of a name that is on a list.
 */
public enum BlockAnswer {

	/** Whatever the others say: names on this list are not blocked. */
	ALLOW,

	/** There is no such name. */
	NXDOMAIN,

	/** There is nothing of any type. */
	NODATA,

	/** The query is refused; clients may ask another server. */
	REFUSED,

	/** The addresses {@code 0.0.0.0} and {@code ::}, and nothing of other types. */
	NULL_ADDRESS;

	/** How long an address may be kept, so that a mistake does not last. */
	private static final long TTL = 60;

	DnsResponse response(DnsQuestion question) {
		DnsResponse response = (this == NULL_ADDRESS) ? nullAddress(question) : DnsResponse
			.of((this == NXDOMAIN) ? Rcode.NXDOMAIN : (this == REFUSED) ? Rcode.REFUSED : Rcode.NOERROR, false);
		return response.recursive();
	}

	private static DnsResponse nullAddress(DnsQuestion question) {
		int length = (question.type() == Type.A) ? 4 : (question.type() == Type.AAAA) ? 16 : 0;
		return (length == 0) ? DnsResponse.noData() : DnsResponse
			.answer(Record.newRecord(question.name(), question.type(), DClass.IN, TTL, new byte[length]));
	}

}

package dev.torsion.names.client.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * A finding in the cache.
 *
 * @param finding what was found
 * @param stored when, in milliseconds
 * @param ttl for how long it holds, in seconds
 */
record Entry(Finding finding, long stored, long ttl) {

	/** RFC 8767 section 4: long enough not to be asked at once again. */
	static final long STALE_TTL = 30;

	/** Of an entry, its key and the cache's own nodes, and of a record and its name. */
	private static final int OVERHEAD = 200;

	private static final int RECORD_OVERHEAD = 150;

	/** Less than this is not worth being asked for before its time. */
	private static final long MIN_PREFETCHED = 10;

	private static final int TTL_OFFSET = 4;

	long remaining(long now) {
		return this.ttl - Math.max(0, now - this.stored) / 1000;
	}

	boolean isStale(long now) {
		return remaining(now) <= 0;
	}

	Hit at(long now) {
		long remaining = remaining(now);
		if (remaining <= 0) {
			return new Hit(aged(STALE_TTL), Hit.Freshness.STALE);
		}
		boolean due = this.ttl >= MIN_PREFETCHED && remaining * 10 <= this.ttl;
		return new Hit(aged(remaining), due ? Hit.Freshness.DUE : Hit.Freshness.FRESH);
	}

	Finding aged(long ttl) {
		Finding found = this.finding;
		List<Record> records = found.records().stream().map((record) -> aged(record, ttl)).toList();
		@Nullable SOARecord soa = (found.soa() != null) ? (SOARecord) aged(found.soa(), ttl) : null;
		return new Finding(found.kind(), records, soa, found.trust());
	}

	/**
	 * Records do not let their TTL be set, and know their data only as what they mean.
	 */
	private static Record aged(Record record, long ttl) {
		if (record.getTTL() == ttl) {
			return record;
		}
		try {
			byte[] wire = record.toWire(Section.ANSWER);
			ByteBuffer.wrap(wire).putInt(record.getName().length() + TTL_OFFSET, (int) ttl);
			return Record.fromWire(wire, Section.ANSWER);
		}
		catch (IOException ex) {
			throw new IllegalStateException("A record that is none: " + record, ex);
		}
	}

	int weight(Name name) {
		int weight = OVERHEAD + name.length();
		for (Record record : this.finding.records()) {
			weight += RECORD_OVERHEAD + record.toWire(Section.ANSWER).length;
		}
		SOARecord soa = this.finding.soa();
		return (soa != null) ? weight + RECORD_OVERHEAD + soa.toWire(Section.ANSWER).length : weight;
	}

}

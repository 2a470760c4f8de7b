package dev.torsion.names.store.database;

import java.util.List;

import dev.torsion.names.store.ApexRecords;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.ZoneException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * Makes a zone of its rows. The serial number is that of {@code dns_zone}, whatever the
 * SOA record says; SOA and NS are made up when not given.
 */
final class TableReader {

	private final WireName origin;

	private final long serial;

	private final ZoneBuilder builder;

	TableReader(WireName origin, long serial) {
		this.origin = origin;
		this.serial = serial & 0xffffffffL;
		this.builder = new ZoneBuilder(origin);
	}

	void add(List<RecordRow> rows) {
		for (RecordRow row : rows) {
			Record record = row.record();
			try {
				this.builder.add((record instanceof SOARecord soa) ? numbered(soa) : record);
			}
			catch (ZoneException ex) {
				throw row.wrong(ex);
			}
		}
	}

	private SOARecord numbered(SOARecord soa) {
		return new SOARecord(soa.getName(), DClass.IN, soa.getTTL(), soa.getHost(), soa.getAdmin(), this.serial,
				soa.getRefresh(), soa.getRetry(), soa.getExpire(), soa.getMinimum());
	}

	Zone zone() {
		ApexRecords.complete(this.builder, this.origin, this.serial);
		return this.builder.build();
	}

}

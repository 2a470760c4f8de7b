package dev.torsion.names.store.database;

import java.io.IOException;

import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneException;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A row of {@code dns_record}. Names in it are whole, with or without the dot at their
 * end.
 *
 * @param name the owner
 * @param type the type, such as {@code MX} or {@code TYPE65534}
 * @param ttl the time to live in seconds
 * @param data the data as in a zone file
 */
record RecordRow(@Nullable String name, @Nullable String type, long ttl, @Nullable String data) {

	static final String QUERY = "select name, type, ttl, data from dns_record where zone = :zone";

	static RecordRow read(Readable row) {
		Number ttl = row.get("ttl", Integer.class);
		return new RecordRow(row.get("name", String.class), row.get("type", String.class),
				(ttl != null) ? ttl.longValue() : -1, row.get("data", String.class));
	}

	/**
	 * Makes the record.
	 * @throws ZoneException if it is none; it tells which
	 */
	Record record() {
		try {
			int number = Type.value(String.valueOf(this.type));
			if (!Records.isData(number)) {
				throw new ZoneException(this.type + " is no type of data");
			}
			return Record.fromString(Name.fromString(String.valueOf(this.name), Name.root), number, DClass.IN, this.ttl,
					String.valueOf(this.data), Name.root);
		}
		catch (IOException | RuntimeException ex) {
			throw wrong(ex);
		}
	}

	ZoneException wrong(Exception ex) {
		String message = (ex.getMessage() != null) ? ex.getMessage() : ex.toString();
		return new ZoneException("dns_record " + this.name + " " + this.type + ": " + message);
	}

}

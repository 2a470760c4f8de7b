package dev.torsion.names.store.database;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code dns_zone}.
 *
 * @param name the name of the zone, with or without the dot at its end
 * @param serial its serial number, which changes with its records
 */
record ZoneRow(String name, long serial) {

	static final String QUERY = "select name, serial from dns_zone";

	static ZoneRow read(Readable row) {
		@Nullable Number serial = row.get("serial", Long.class);
		return new ZoneRow(String.valueOf(row.get("name", String.class)), (serial != null) ? serial.longValue() : 0);
	}

}

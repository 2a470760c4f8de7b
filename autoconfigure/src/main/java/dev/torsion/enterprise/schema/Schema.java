package dev.torsion.enterprise.schema;

import java.util.regex.Pattern;

/**
 * The scripts that make and change the tables of one starter. Declare a bean of this type
 * to have them applied.
 * <p>
 * The scripts have Flyway's names, {@code V1__accounts.sql} with a whole number, and are
 * in folders below the location: in {@code common} those that every database understands,
 * in {@code h2}, {@code postgresql}, {@code mysql} (MariaDB too), {@code oracle} and
 * {@code sqlserver} those that differ. A version is in {@code common} or in the folder of
 * each database that is supported. Statements end with a semicolon, and have none inside,
 * neither in text (H2's driver would end them there) nor in the bodies of functions.
 *
 * @param name the name it has in the history, such as {@code cred}
 * @param location the folder, such as {@code classpath:dev/torsion/cred/schema}
 */
public record Schema(String name, String location) {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");

	public Schema {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("Not the name of a schema: " + name);
		}
	}

}

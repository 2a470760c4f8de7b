package dev.torsion.enterprise.schema;

import java.util.Locale;

import io.r2dbc.spi.ConnectionFactoryMetadata;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The databases that scripts can be written for.
 */
enum Vendor {

	H2(false), POSTGRESQL(true), MYSQL(false), ORACLE(false), SQLSERVER(true);

	private final boolean rollingBackTables;

	Vendor(boolean rollingBackTables) {
		this.rollingBackTables = rollingBackTables;
	}

	/**
	 * The folder of its scripts.
	 * @return the name of the folder
	 */
	String folder() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether making a table is part of a transaction.
	 * @return whether it is undone by a rollback
	 */
	boolean isRollingBackTables() {
		return this.rollingBackTables;
	}

	static Vendor of(ConnectionFactoryMetadata database) {
		String name = database.getName().toLowerCase(Locale.ROOT);
		for (Vendor vendor : values()) {
			if (name.replace(" ", "").contains(vendor.folder())) {
				return vendor;
			}
		}
		if (name.contains("mariadb")) {
			return MYSQL;
		}
		throw new FailureAnalyzedException("There are no schemas for the database '%s'.".formatted(database.getName()),
				"Use H2, PostgreSQL, MariaDB, MySQL, Oracle or SQL Server, or set network.enterprise.schema to 'none' and make the tables yourself.");
	}

}

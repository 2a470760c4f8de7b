package dev.torsion.enterprise;

import java.io.IOException;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;

/**
 * Tests for MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbDatabaseTests extends DatabaseContract {

	MariaDbDatabaseTests() throws IOException {
		super(MariaDbServer.create());
	}

	@Override
	String numbers(int rows) {
		return "select cast(seq as int) from seq_1_to_" + rows;
	}

}

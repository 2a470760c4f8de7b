package dev.torsion.names.store.database;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Zones in a real MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbZonesTests extends R2dbcZonesContract {

	private static MariaDbServer server;

	private static ZoneTables tables;

	@BeforeAll
	static void startServer() throws Exception {
		server = MariaDbServer.create();
		tables = ZoneTables.of(server.url());
	}

	@AfterAll
	static void stopServer() {
		tables.close();
		server.close();
	}

	@Override
	ZoneTables tables() {
		return tables;
	}

	@Override
	String numbers(int count) {
		return "select seq as n from seq_1_to_" + count;
	}

}

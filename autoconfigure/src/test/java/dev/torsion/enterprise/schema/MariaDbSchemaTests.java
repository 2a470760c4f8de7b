package dev.torsion.enterprise.schema;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Schemas on MariaDB, which does not undo the making of tables.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbSchemaTests extends SchemaContract {

	@SuppressWarnings("NullAway.Init")
	private static MariaDbServer server;

	@SuppressWarnings("NullAway.Init")
	private static R2dbcDatabase database;

	@BeforeAll
	static void start() throws Exception {
		server = MariaDbServer.create();
		database = open(server.url());
	}

	@AfterAll
	static void stop() {
		database.close();
		server.close();
	}

	@Override
	Database database() {
		return database;
	}

}

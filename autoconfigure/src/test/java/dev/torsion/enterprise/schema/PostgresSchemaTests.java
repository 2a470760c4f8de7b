package dev.torsion.enterprise.schema;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Schemas on PostgreSQL, which undoes the making of tables.
 */
@Interop({ "postgres", "initdb" })
class PostgresSchemaTests extends SchemaContract {

	@SuppressWarnings("NullAway.Init")
	private static PostgresServer server;

	@SuppressWarnings("NullAway.Init")
	private static R2dbcDatabase database;

	@BeforeAll
	static void start() {
		server = PostgresServer.create();
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

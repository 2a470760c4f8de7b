package dev.torsion.enterprise;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;

/**
 * Tests for a PostgreSQL that stops, and for others who change the same.
 */
@Interop({ "postgres", "initdb" })
class PostgresOutageTests extends OutageContract {

	PostgresOutageTests() {
		super(PostgresServer.create());
	}

}

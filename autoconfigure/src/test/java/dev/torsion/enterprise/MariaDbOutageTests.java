package dev.torsion.enterprise;

import java.io.IOException;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;

/**
 * Tests for a MariaDB that stops, and for others who change the same.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbOutageTests extends OutageContract {

	MariaDbOutageTests() throws IOException {
		super(MariaDbServer.create());
	}

}

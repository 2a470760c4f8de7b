package dev.torsion.enterprise;

import java.io.IOException;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;

/**
 * Tests for cancelled statements of MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbCancelTests extends CancelContract {

	MariaDbCancelTests() throws IOException {
		super(MariaDbServer.create());
	}

	@Override
	String sleep() {
		return "select sleep(600)";
	}

	@Override
	String sleepers() {
		return "select count(*) from information_schema.processlist where info like 'select sleep(%'";
	}

	@Override
	String numbers(int rows) {
		return "select seq from seq_1_to_" + rows;
	}

}

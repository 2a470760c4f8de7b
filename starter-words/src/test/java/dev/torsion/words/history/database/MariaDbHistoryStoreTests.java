package dev.torsion.words.history.database;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * History in a real MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbHistoryStoreTests extends R2dbcHistoryStoreContract {

	private static MariaDbServer server;

	private static WordsDatabase tables;

	@BeforeAll
	static void startServer() throws Exception {
		server = MariaDbServer.create();
		tables = WordsDatabase.of(server.url(), WordsDatabase.history());
	}

	@AfterAll
	static void stopServer() {
		tables.close();
		server.close();
	}

	@Override
	WordsDatabase tables() {
		return tables;
	}

}

package dev.torsion.words.history.database;

import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Rooms in a real MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbRoomStoreTests extends RoomStoreContract {

	private static MariaDbServer server;

	private static WordsDatabase tables;

	private R2dbcRoomStore store;

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

	@BeforeEach
	void clear() {
		tables.sql("delete from words_room");
		this.store = new R2dbcRoomStore(tables.database());
	}

	@Override
	protected RoomStore store() {
		return this.store;
	}

}

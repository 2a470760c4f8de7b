package dev.torsion.words.history.database;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import dev.torsion.words.history.RoomStore;
import dev.torsion.words.history.RoomStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Rooms in a real PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresRoomStoreTests extends RoomStoreContract {

	private static PostgresServer server;

	private static WordsDatabase tables;

	private R2dbcRoomStore store;

	@BeforeAll
	static void startServer() throws Exception {
		server = PostgresServer.create();
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

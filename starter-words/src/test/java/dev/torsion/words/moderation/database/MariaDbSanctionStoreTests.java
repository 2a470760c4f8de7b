package dev.torsion.words.moderation.database;

import dev.torsion.enterprise.schema.Schema;
import dev.torsion.interop.Interop;
import dev.torsion.interop.MariaDbServer;
import dev.torsion.words.history.database.WordsDatabase;
import dev.torsion.words.moderation.SanctionStore;
import dev.torsion.words.moderation.SanctionStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Sanctions in a real MariaDB.
 */
@Interop({ "mariadbd", "mariadb-install-db" })
class MariaDbSanctionStoreTests extends SanctionStoreContract {

	private static final Schema SCHEMA = new Schema("words-moderation", R2dbcSanctionStore.SCHEMA);

	private static MariaDbServer server;

	private static WordsDatabase tables;

	@BeforeAll
	static void start() throws Exception {
		server = MariaDbServer.create();
		tables = WordsDatabase.of(server.url(), SCHEMA);
	}

	@AfterAll
	static void stop() {
		tables.close();
		server.close();
	}

	@BeforeEach
	void clear() {
		tables.sql("delete from words_sanction");
	}

	@Override
	protected SanctionStore store() {
		return new R2dbcSanctionStore(tables.database());
	}

}

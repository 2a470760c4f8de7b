package dev.torsion.words.moderation.database;

import dev.torsion.enterprise.schema.Schema;
import dev.torsion.words.history.database.WordsDatabase;
import dev.torsion.words.moderation.SanctionStore;
import dev.torsion.words.moderation.SanctionStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Sanctions in H2.
 */
class H2SanctionStoreTests extends SanctionStoreContract {

	private static final Schema SCHEMA = new Schema("words-moderation", R2dbcSanctionStore.SCHEMA);

	private static WordsDatabase tables;

	@BeforeAll
	static void start() {
		tables = WordsDatabase.h2(SCHEMA);
	}

	@AfterAll
	static void stop() {
		tables.close();

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

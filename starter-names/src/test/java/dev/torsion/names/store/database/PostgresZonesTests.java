package dev.torsion.names.store.database;

import java.time.Duration;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zones in a real PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresZonesTests extends R2dbcZonesContract {

	private static PostgresServer server;

	private static ZoneTables tables;

	@BeforeAll
	static void startServer() {
		server = PostgresServer.create();
		tables = ZoneTables.of(server.url());
	}

	@AfterAll
	static void stopServer() {
		tables.close();
		server.close();
	}

	@Override
	ZoneTables tables() {
		return tables;
	}

	@Override
	String numbers(int count) {
		return "select n from generate_series(1, " + count + ") n";
	}

	@Test
	void readsAZoneAgainAsSoonAsTheTableTells() throws Exception {
		tables.zone("example.org", 7);
		start(Duration.ofHours(1));
		this.target.next();
		awaitListener();
		tables.add("example.org", "www.example.org", "A", "192.0.2.1");
		tables.bump("example.org");
		assertThat(this.target.next().serial()).isEqualTo(8);
		tables.clear();
		assertThat(this.target.nextRemoved()).isEqualTo(ORIGIN);
	}

	/** Each (re)connection looks anyway, so what matters is a change after that. */
	private static void awaitListener() {
		tables.database()
			.query("select count(*) from pg_stat_activity where query ilike 'listen%'")
			.as(Long.class)
			.single()
			.repeat()
			.takeUntil((count) -> count > 0)
			.blockLast(ZoneTables.LIMIT);
	}

}

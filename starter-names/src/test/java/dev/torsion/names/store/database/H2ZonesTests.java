package dev.torsion.names.store.database;

import java.time.Duration;

import dev.torsion.names.store.ZoneStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zones in H2.
 */
class H2ZonesTests extends R2dbcZonesContract {

	private static final ZoneTables TABLES = ZoneTables.h2();

	@AfterAll
	static void close() {
		TABLES.close();
	}

	@Override
	ZoneTables tables() {
		return TABLES;
	}

	@Override
	String numbers(int count) {
		return "select x as n from system_range(1, " + count + ")";
	}

	@Test
	void keepsItsZonesWhileTheDatabaseIsDown() throws Exception {
		ZoneTables closed = ZoneTables.h2();
		closed.zone("example.org", 7);
		R2dbcZones zones = new R2dbcZones(closed.database(), Duration.ZERO, new PooledLoop(), CLOCK);
		zones.start(this.target);
		this.target.next();
		closed.database().close();
		zones.start(this.target);
		assertThat(zones.zones()).extracting(ZoneStatus::problem).containsNull();
		assertThat(this.target.published()).isEmpty();
		assertThat(this.target.withdrawn()).isEmpty();
		closed.close();
	}

	@Test
	void startsWhileTheDatabaseIsDown() {
		ZoneTables closed = ZoneTables.h2();
		closed.database().close();
		R2dbcZones zones = new R2dbcZones(closed.database(), Duration.ZERO, new PooledLoop(), CLOCK);
		zones.start(this.target);
		assertThat(zones.zones()).isEmpty();
		closed.close();
	}

}

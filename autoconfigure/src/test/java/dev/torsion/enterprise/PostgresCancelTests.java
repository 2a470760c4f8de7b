package dev.torsion.enterprise;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;

/**
 * Tests for cancelled statements of PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresCancelTests extends CancelContract {

	PostgresCancelTests() {
		super(PostgresServer.create());
	}

	@Override
	String sleep() {
		return "select pg_sleep(600)";
	}

	@Override
	String sleepers() {
		return "select count(*) from pg_stat_activity where state = 'active' and query like 'select pg_sleep(%'";
	}

	@Override
	String numbers(int rows) {
		return "select * from generate_series(1, " + rows + ")";
	}

}

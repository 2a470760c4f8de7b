package dev.torsion.enterprise;

import dev.torsion.interop.Interop;
import dev.torsion.interop.PostgresServer;
import io.r2dbc.spi.IsolationLevel;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for PostgreSQL.
 */
@Interop({ "postgres", "initdb" })
class PostgresDatabaseTests extends DatabaseContract {

	PostgresDatabaseTests() {
		super(PostgresServer.create());
	}

	@Override
	String numbers(int rows) {
		return "select generate_series(1, " + rows + ")";
	}

	@Test
	void blocksNoEventLoop() {
		asksOnAnEventLoop();
	}

	@Test
	void tellsACastFromAParameter() {
		assertThat(
				this.database.query("select '7'::int + :more::int").bind("more", 1).as(Integer.class).single().block())
			.isEqualTo(8);
	}

	@Test
	void setsTheIsolation() {
		assertThat(this.database
			.interaction(Interaction.standard().isolation(IsolationLevel.SERIALIZABLE),
					(tx) -> tx.query("show transaction_isolation").as(String.class).single())
			.block()).isEqualTo("serializable");
		assertThat(this.database.interaction((tx) -> tx.query("show transaction_isolation").as(String.class).single())
			.block()).isEqualTo("read committed");
	}

	@Test
	void holdsAnInteractionToReading() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.database
				.interaction(Interaction.standard().forReading(), (tx) -> insert(tx, 9, "eve", null))
				.block())
			.withMessageContaining("read-only");
	}

	@Test
	void saysWhenTheServerItselfHasSetATimeLimit() {
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(
				() -> this.database
					.interaction((tx) -> tx.operation("set local statement_timeout = 50")
						.run()
						.thenMany(tx.query("select pg_sleep(60)").rows())
						.then())
					.block());
	}

}

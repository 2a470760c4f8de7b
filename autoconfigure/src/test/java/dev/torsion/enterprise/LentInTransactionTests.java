package dev.torsion.enterprise;

import java.time.Duration;

import io.r2dbc.spi.Connection;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is lent inside an interaction is that of its transaction.
 */
class LentInTransactionTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void leavesTheTransactionItsConnection() {
		try (DatabaseFixture fixture = new DatabaseFixture();
				R2dbcDatabase database = fixture.open("r2dbc:h2:mem:///lent?options=DB_CLOSE_DELAY=-1")) {
			database.operation("create table cars (name varchar(20))").run().block(LIMIT);
			Mono<Void> work = database
				.interaction((transaction) -> transaction.<Void>connection((connection) -> insert(connection, "one"))
					.then(transaction.operation("insert into cars values ('two')").run())
					.then(Mono.error(new IllegalStateException("Changed my mind"))));
			assertThat(work.onErrorComplete(IllegalStateException.class).block(LIMIT)).isNull();
			assertThat(count(database)).isZero();
			assertThat(database
				.interaction((transaction) -> transaction.<Void>connection((connection) -> insert(connection, "three"))
					.then(transaction.operation("insert into cars values ('four')").run()))
				.block(LIMIT)).isOne();
			assertThat(count(database)).isEqualTo(2);
			assertThat(DatabaseFixture.metrics(database).acquiredSize()).isZero();
		}
	}

	private static Mono<Void> insert(Connection connection, String name) {
		return Mono.from(connection.createStatement("insert into cars values ('" + name + "')").execute())
			.flatMap((result) -> Mono.from(result.getRowsUpdated()))
			.then();
	}

	private static Long count(Database database) {
		return database.query("select count(*) from cars").as(Long.class).single().blockOptional(LIMIT).orElseThrow();
	}

}

package dev.torsion.enterprise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the verbs with SQL of Oracle's, in the mode of H2 that understands it.
 */
@Timeout(60)
class OracleModeTests {

	@Test
	void speaksTheDialect() {
		try (DatabaseFixture fixture = new DatabaseFixture();
				R2dbcDatabase database = fixture
					.open("r2dbc:h2:mem:///oracle?options=MODE=Oracle;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")) {
			database.operation("create table account (id number(10) primary key, owner_name varchar2(100) not null)")
				.run()
				.block();
			assertThat(database
				.interaction((tx) -> tx.operation("insert into account values (:id, :owner)")
					.bind("id", 1)
					.bind("owner", "amy")
					.run())
				.block()).isOne();
			assertThat(database.query("select nvl(max(owner_name), 'none') from account where rownum <= :rows")
				.bind("rows", 1)
				.as(String.class)
				.single()
				.block()).isEqualTo("amy");
			assertThat(database.query("select :n + 1 from dual").bind("n", 1).as(Integer.class).single().block())
				.isEqualTo(2);
		}
	}

}

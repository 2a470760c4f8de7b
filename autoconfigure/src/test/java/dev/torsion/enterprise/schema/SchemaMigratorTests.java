package dev.torsion.enterprise.schema;

import java.util.UUID;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.R2dbcDatabase;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SchemaMigrator} on H2, and for what does not depend on the database.
 */
class SchemaMigratorTests extends SchemaContract {

	private final R2dbcDatabase database = open("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");

	@Override
	Database database() {
		return this.database;
	}

	@AfterEach
	void close() {
		this.database.operation("shutdown").run().onErrorComplete().block(LIMIT);
		this.database.close();
	}

	@Test
	void takesTheVariantOfTheDatabase() {
		this.scripts.with("h2/V2__events.sql", "create table events (number integer primary key)")
			.with("postgresql/V2__events.sql", "create nonsense")
			.with("mysql/V2__events.sql", "create nonsense");
		apply();
		assertThat(this.database.query("select * from events").rows().collectList().block(LIMIT)).isEmpty();
	}

	@Test
	void saysThatADatabaseIsNotSupported() {
		this.scripts.with("postgresql/V2__events.sql", "create table events (number integer primary key)");
		assertThat(failure().analysis().getDescription()).isEqualTo("The schema 'club' has no version 2 for h2.");
	}

	@Test
	void refusesTwoScriptsOfOneVersion() {
		this.scripts.with("h2/V1__other.sql", "select 1");
		assertThatIllegalStateException().isThrownBy(this::apply)
			.withMessageContaining("two scripts of version 1")
			.withMessageContaining("h2/V1__other.sql");
	}

	@Test
	void refusesFilesItCannotPutInOrderAndFoldersWithoutScripts() {
		this.scripts.with("common/members.sql", "select 1");
		assertThatIllegalStateException().isThrownBy(this::apply).withMessageContaining("members.sql");
		assertThatIllegalStateException()
			.isThrownBy(
					() -> new SchemaMigrator(this.database).apply(new Schema("club", "classpath:nowhere")).block(LIMIT))
			.withMessage("Schema 'club' has no scripts below classpath:nowhere");
		assertThatIllegalArgumentException().isThrownBy(() -> new Schema("Club's", "classpath:club"));
	}

	@Test
	void keepsSchemasApart() {
		apply();
		this.scripts.with("common/V1__members.sql", "create table events (number integer primary key)");
		new SchemaMigrator(this.database).apply(new Schema("events", this.scripts.schema().location())).block(LIMIT);
		assertThat(this.database.query("select schema_name from " + History.TABLE)
			.as(String.class)
			.collectList()
			.block(LIMIT)).containsExactlyInAnyOrder("club", "events");
	}

	@Test
	void asksNobodyToWaitWhereThereIsNothingToDo() {
		apply();
		this.database.operation("drop table " + Lease.TABLE).run().block(LIMIT);
		apply();
		assertThat(this.database.query("select 1 from information_schema.tables where table_name = upper(:table)")
			.bind("table", Lease.TABLE)
			.rows()
			.collectList()
			.block(LIMIT)).isEmpty();
	}

	@Test
	void saysThatTheDatabaseCannotBeReached() {
		String noFolder = this.scripts.schema().location() + "/common/V1__members.sql/database";
		R2dbcDatabase closed = open(noFolder.replace("file:", "r2dbc:h2:file:///"));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new SchemaMigrator(closed).apply(this.scripts.schema()).block(LIMIT))
			.satisfies((failure) -> {
				assertThat(failure.analysis().getDescription()).startsWith("The schema 'club' could not be applied: ");
				assertThat(failure.analysis().getAction()).contains("network.enterprise.schema");
			});
		closed.close();
	}

	@Test
	void knowsDatabasesByWhatTheirDriversCallThem() {
		assertThat(vendor("PostgreSQL")).isEqualTo(Vendor.POSTGRESQL);
		assertThat(vendor("MariaDB")).isEqualTo(Vendor.MYSQL);
		assertThat(vendor("MySQL")).isEqualTo(Vendor.MYSQL);
		assertThat(vendor("Oracle Database")).isEqualTo(Vendor.ORACLE);
		assertThat(vendor("Microsoft SQL Server")).isEqualTo(Vendor.SQLSERVER);
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> vendor("ClickHouse"))
			.withMessageContaining("no schemas for the database 'ClickHouse'");
	}

	private static Vendor vendor(String name) {
		ConnectionFactoryMetadata metadata = () -> name;
		return Vendor.of(metadata);
	}

}

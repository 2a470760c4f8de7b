package dev.torsion.enterprise.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.torsion.DocExamples;
import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.Schemas;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the schemas of starters, alone and beside Flyway.
 */
@Timeout(60)
class SchemasTests {

	private final String name = UUID.randomUUID().toString();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
				DatabaseAutoConfiguration.class))
		.withUserConfiguration(ClubConfiguration.class)
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s",
				"spring.r2dbc.url=r2dbc:h2:mem:///" + this.name + "?options=DB_CLOSE_DELAY=-1",
				"spring.r2dbc.username=sa");

	private final ApplicationContextRunner flyway = this.runner
		.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
		.withPropertyValues("spring.flyway.url=jdbc:h2:mem:" + this.name + ";DB_CLOSE_DELAY=-1",
				"spring.flyway.user=sa", "spring.flyway.locations=classpath:dev/torsion/enterprise/own");

	@Test
	void areAppliedBeforeWhoAsksForThem() {
		this.runner.withUserConfiguration(Doorman.class).run((context) -> {
			assertThat(context.getBean(Guests.class).names()).containsExactly("alice");
			assertThat(tables(context)).contains("MEMBERS", "EVENTS");
		});
	}

	@Test
	void areAppliedWhereNobodyAsksForThem() {
		this.runner.run((context) -> assertThat(tables(context)).contains("MEMBERS", "EVENTS"));
	}

	@Test
	void areAppliedBeforeBeansThatDependOnTheInitializationOfTheDatabase() {
		this.runner.withUserConfiguration(Dependent.class)
			.run((context) -> assertThat(context.getBean(Guests.class).names()).containsExactly("alice"));
	}

	@Test
	void areLeftToOthersWhenToldSo() {
		this.runner.withPropertyValues("network.enterprise.schema=none").run((context) -> {
			assertThat(context.getBean(Schemas.class).database()).isSameAs(context.getBean(Database.class));
			assertThat(tables(context)).isEmpty();
		});
	}

	@Test
	void stopTheStartWhenTheyCannotBeApplied() {
		ApplicationContextRunner down = this.runner
			.withPropertyValues("spring.r2dbc.url=r2dbc:postgresql://amy:hidden@localhost:1/club");
		FailureAnalysis failure = EnterpriseApplication.failure(down);
		assertThat(failure.getDescription()).startsWith("The schema 'club' could not be applied: ")
			.doesNotContain("hidden");
		assertThat(failure.getAction()).startsWith("Check that the database can be reached");
		down.withPropertyValues("network.enterprise.schema=none").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void comeAfterFlywayWhichWantsNoTablesOfOthers() {
		this.flyway.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).contains("CARS", "MEMBERS", "EVENTS", "FLYWAY_SCHEMA_HISTORY");
		});
		this.flyway.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void canBeLeftToFlyway() {
		this.flyway.withUserConfiguration(ByFlyway.class)
			.withPropertyValues("network.enterprise.schema=none")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(tables(context))
					.contains("CARS", "MEMBERS", "EVENTS", "FLYWAY_SCHEMA_HISTORY", "CLUB_HISTORY")
					.doesNotContain("TORSION_SCHEMA_HISTORY");
			});
		this.flyway.withUserConfiguration(ByFlyway.class)
			.withPropertyValues("network.enterprise.schema=none")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(DocExamples.of("docs/enterprise.md").code("enterprise-flyway"))
			.isEqualTo(DocExamples.tagged(SchemasTests.class, "flyway"));
	}

	@Test
	void areDeclaredAsInTheGuide() {
		assertThat(DocExamples.of("docs/enterprise.md").code("enterprise-schema"))
			.isEqualTo(DocExamples.tagged(SchemasTests.class, "schema"));
	}

	private static List<String> tables(ApplicationContext context) {
		return context.getBean(Database.class)
			.query("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.map((row) -> String.valueOf(row.get(0, String.class)).toUpperCase(Locale.ROOT))
			.collectList()
			.blockOptional(EnterpriseApplication.LIMIT)
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Doorman {

		@Bean
		Guests guests(Schemas schemas) {
			return Guests.of(schemas.database());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dependent {

		@Bean
		@DependsOnDatabaseInitialization
		Guests guests(Database database) {
			return Guests.of(database);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByFlyway {

		// tag::flyway[]
		@Bean
		FlywayMigrationStrategy schemasByFlyway(ObjectProvider<Schema> schemas) {
			return (flyway) -> {
				flyway.migrate();
				schemas.forEach((schema) -> Flyway.configure()
					.configuration(flyway.getConfiguration())
					.locations(schema.location() + "/common", schema.location() + "/h2")
					.table(schema.name() + "_history")
					.baselineOnMigrate(true) // there are tables of others
					.baselineVersion("0")
					.load()
					.migrate());
			};
		}
		// end::flyway[]

	}

	// tag::schema[]
	@Configuration(proxyBeanMethods = false)
	static class ClubConfiguration {

		@Bean
		Schema clubSchema() {
			return new Schema("club", "classpath:dev/torsion/enterprise/club");
		}

		@Bean
		Members members(Schemas schemas) {
			return new Members(schemas.database());
		}

	}
	// end::schema[]

	record Members(Database database) {

	}

	record Guests(List<String> names) {

		static Guests of(Database database) {
			return new Guests(database.query("select name from members")
				.as(String.class)
				.collectList()
				.blockOptional(EnterpriseApplication.LIMIT)
				.orElseThrow());
		}

	}

}

package dev.torsion.enterprise.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.lending.LenderTransactions;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnterpriseAutoConfiguration} and {@link DatabaseAutoConfiguration}
 * where there is no JDBC.
 */
@Timeout(60)
class EnterpriseAutoConfigurationTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private ApplicationContextRunner runner() {
		return EnterpriseApplication.runner(data());
	}

	private Path data() {
		return this.folder.resolve("data");
	}

	@Test
	void keepsItsDatabaseInAFileThatOnlyItsOwnerMayRead() {
		runner().run((context) -> {
			run(context, "create table cars (name varchar(20))");
			run(context, "insert into cars values ('herbie')");
			assertThat(context.getBean(Database.class).name()).isEqualTo("default");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data()))).isEqualTo("rwx------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("torsion.mv.db"))))
				.isEqualTo("rw-------");
		});
		runner().run((context) -> assertThat(context.getBean(Database.class)
			.query("select name from cars")
			.as(String.class)
			.blockFirst(EnterpriseApplication.LIMIT)).isEqualTo("herbie"));
	}

	@Test
	void makesAFileThatWasReadableItsOwnersAlone() throws Exception {
		Files.createDirectory(data());
		Files.createFile(data().resolve("torsion.mv.db"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
		runner().run((context) -> assertThat(
				PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("torsion.mv.db"))))
			.isEqualTo("rw-------"));
	}

	@Test
	void saysWhatToDoWhereTheFileCannotBeMade() throws Exception {
		Files.createFile(data());
		FailureAnalysis failure = EnterpriseApplication.failure(runner());
		assertThat(failure.getDescription())
			.startsWith("The file of the embedded database cannot be made in " + data());
		assertThat(failure.getAction()).contains("network.data");
	}

	@Test
	void givesTheSamePoolToSpringsClientsAndTransactions() {
		runner().run((context) -> {
			run(context, "create table cars (name varchar(20))");
			assertThat(context).hasSingleBean(LenderTransactions.class);
			Database database = context.getBean(Database.class);
			TransactionalOperator transaction = TransactionalOperator
				.create(context.getBean(ReactiveTransactionManager.class));
			transaction.execute((status) -> {
				status.setRollbackOnly();
				return database.operation("insert into cars values ('kitt')").run();
			}).blockLast(EnterpriseApplication.LIMIT);
			assertThat(context.getBean(DatabaseClient.class)
				.sql("select * from cars")
				.fetch()
				.all()
				.blockFirst(EnterpriseApplication.LIMIT)).isNull();
		});
	}

	@Test
	void usesTheConnectionFactoryOfSpringBoot() {
		runner().withPropertyValues("spring.r2dbc.url=r2dbc:h2:mem:///boot").run((context) -> {
			assertThat(EnterpriseApplication.pool(context.getBean(Database.class).connectionFactory()))
				.isSameAs(context.getBean(ConnectionFactory.class));
			assertThat(data()).doesNotExist();
		});
		runner().withPropertyValues("spring.r2dbc.name=boot").run((context) -> assertThat(data()).doesNotExist());
		runner().withPropertyValues("spring.r2dbc.generate-unique-name=true")
			.run((context) -> assertThat(data()).doesNotExist());
	}

	@Test
	void usesTheConnectionFactoryOfTheApplication() {
		ConnectionFactory own = ConnectionFactories.get("r2dbc:h2:mem:///own");
		runner().withBean("own", ConnectionFactory.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(ConnectionFactory.class).hasSingleBean(DatabaseClient.class);
			assertThat(EnterpriseApplication.pool(context.getBean(Database.class).connectionFactory())).isSameAs(own);
			assertThat(data()).doesNotExist();
		});
	}

	@Test
	void makesNoDatabaseOfSeveralConnectionFactoriesUnlessOneIsPrimary() {
		ConnectionFactory own = ConnectionFactories.get("r2dbc:h2:mem:///own");
		ApplicationContextRunner several = runner().withBean("first", ConnectionFactory.class, () -> own);
		several.withBean("second", ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:h2:mem:///other"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Database.class));
		several
			.withBean("second", ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:h2:mem:///other"),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(
					EnterpriseApplication.pool(context.getBean(Database.class).connectionFactory()))
				.isNotSameAs(own));
	}

	@Test
	void leavesTheDatabaseToTheApplication() {
		Database own = new FakeDatabase();
		runner().withBean(Database.class, () -> own).run((context) -> {
			assertThat(context).getBean(Database.class).isSameAs(own);
			assertThat(context).doesNotHaveBean(ConnectionFactory.class);
			assertThat(data()).doesNotExist();
		});
	}

	@Test
	void hasNoDatabaseWhereNothingIsThereAndSaysSoToWhoNeedsOne() {
		ApplicationContextRunner bare = runner()
			.withClassLoader(new FilteredClassLoader(H2ConnectionFactoryProvider.class));
		bare.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(Database.class)
			.doesNotHaveBean(ConnectionFactory.class));
		bare.withUserConfiguration(EnterpriseApplication.Needy.class)
			.run((context) -> EnterpriseApplication.assertMissing(context, "io.r2dbc:r2dbc-h2"));
		runner().withClassLoader(new FilteredClassLoader(ConnectionPool.class))
			.withUserConfiguration(EnterpriseApplication.Needy.class)
			.run((context) -> EnterpriseApplication.assertMissing(context, "io.r2dbc:r2dbc-pool"));
		runner().withClassLoader(new FilteredClassLoader(ConnectionFactory.class))
			.withUserConfiguration(EnterpriseApplication.Needy.class)
			.run((context) -> EnterpriseApplication.assertMissing(context, "spring-boot-starter-r2dbc"));
	}

	@Test
	void handsTheTimesToItsPools() {
		runner()
			.withPropertyValues("network.enterprise.min-idle=2", "network.enterprise.max-idle-time=2m",
					"network.enterprise.max-life-time=3m", "network.enterprise.acquire-timeout=4s")
			.run((context) -> assertThat(context.getBean(EnterpriseProperties.class).settings())
				.satisfies((settings) -> {
					assertThat(settings.minIdle()).isEqualTo(2);
					assertThat(settings.maxIdleTime()).isEqualTo(Duration.ofMinutes(2));
					assertThat(settings.maxLifeTime()).isEqualTo(Duration.ofMinutes(3));
					assertThat(settings.acquireTimeout()).isEqualTo(Duration.ofSeconds(4));
				}));
	}

	private static void run(ApplicationContext context, String sql) {
		context.getBean(Database.class).operation(sql).run().block(EnterpriseApplication.LIMIT);
	}

}

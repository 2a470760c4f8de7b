package dev.torsion.enterprise.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;

import dev.torsion.enterprise.Database;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
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

	static final Duration LIMIT = Duration.ofSeconds(30);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
				DatabaseAutoConfiguration.class, R2dbcTransactionManagerAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(DataSourceAutoConfiguration.class))
		.withInitializer(
				(context) -> context.getEnvironment().getSystemProperties().put("network.data", data().toString()))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	private Path data() {
		return this.folder.resolve("data");
	}

	@Test
	void keepsItsDatabaseInAFileThatOnlyItsOwnerMayRead() {
		this.runner.run((context) -> {
			run(context, "create table cars (name varchar(20))");
			run(context, "insert into cars values ('herbie')");
			assertThat(context.getBean(Database.class).name()).isEqualTo("default");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data()))).isEqualTo("rwx------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("torsion.mv.db"))))
				.isEqualTo("rw-------");
		});
		this.runner.run((context) -> assertThat(
				context.getBean(Database.class).query("select name from cars").as(String.class).blockFirst(LIMIT))
			.isEqualTo("herbie"));
	}

	@Test
	void makesAFileThatWasReadableItsOwnersAlone() throws Exception {
		Files.createDirectory(data());
		Files.createFile(data().resolve("torsion.mv.db"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
		this.runner.run((context) -> assertThat(
				PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("torsion.mv.db"))))
			.isEqualTo("rw-------"));
	}

	@Test
	void saysWhatToDoWhereTheFileCannotBeMade() throws Exception {
		Files.createFile(data());
		FailureAnalysis failure = failure(this.runner);
		assertThat(failure.getDescription())
			.startsWith("The file of the embedded database cannot be made in " + data());
		assertThat(failure.getAction()).contains("network.data");
	}

	@Test
	void givesTheSamePoolToSpringsClientsAndTransactions() {
		this.runner.run((context) -> {
			run(context, "create table cars (name varchar(20))");
			assertThat(context).hasSingleBean(R2dbcTransactionManager.class);
			Database database = context.getBean(Database.class);
			TransactionalOperator transaction = TransactionalOperator
				.create(context.getBean(ReactiveTransactionManager.class));
			transaction.execute((status) -> {
				status.setRollbackOnly();
				return database.operation("insert into cars values ('kitt')").run();
			}).blockLast(LIMIT);
			assertThat(context.getBean(DatabaseClient.class).sql("select * from cars").fetch().all().blockFirst(LIMIT))
				.isNull();
		});
	}

	@Test
	void usesTheConnectionFactoryOfSpringBoot() {
		this.runner.withPropertyValues("spring.r2dbc.url=r2dbc:h2:mem:///boot").run((context) -> {
			assertThat(context.getBean(Database.class).connectionFactory())
				.isSameAs(context.getBean(ConnectionFactory.class));
			assertThat(data()).doesNotExist();
		});
		this.runner.withPropertyValues("spring.r2dbc.name=boot").run((context) -> assertThat(data()).doesNotExist());
		this.runner.withPropertyValues("spring.r2dbc.generate-unique-name=true")
			.run((context) -> assertThat(data()).doesNotExist());
	}

	@Test
	void usesTheConnectionFactoryOfTheApplication() {
		ConnectionFactory own = ConnectionFactories.get("r2dbc:h2:mem:///own");
		this.runner.withBean("own", ConnectionFactory.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(ConnectionFactory.class).hasSingleBean(DatabaseClient.class);
			assertThat(context.getBean(Database.class).connectionFactory()).isSameAs(own);
			assertThat(data()).doesNotExist();
		});
	}

	@Test
	void makesNoDatabaseOfSeveralConnectionFactoriesUnlessOneIsPrimary() {
		ConnectionFactory own = ConnectionFactories.get("r2dbc:h2:mem:///own");
		ApplicationContextRunner several = this.runner.withBean("first", ConnectionFactory.class, () -> own);
		several.withBean("second", ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:h2:mem:///other"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Database.class));
		several
			.withBean("second", ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:h2:mem:///other"),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context.getBean(Database.class).connectionFactory()).isNotSameAs(own));
	}

	@Test
	void leavesTheDatabaseToTheApplication() {
		Database own = new FakeDatabase();
		this.runner.withBean(Database.class, () -> own).run((context) -> {
			assertThat(context).getBean(Database.class).isSameAs(own);
			assertThat(context).doesNotHaveBean(ConnectionFactory.class);
			assertThat(data()).doesNotExist();
		});
	}

	@Test
	void hasNoDatabaseWhereNothingIsThereAndSaysSoToWhoNeedsOne() {
		ApplicationContextRunner bare = this.runner
			.withClassLoader(new FilteredClassLoader(H2ConnectionFactoryProvider.class));
		bare.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(Database.class)
			.doesNotHaveBean(ConnectionFactory.class));
		bare.withUserConfiguration(Needy.class).run((context) -> assertMissing(context, "io.r2dbc:r2dbc-h2"));
		this.runner.withClassLoader(new FilteredClassLoader(ConnectionPool.class))
			.withUserConfiguration(Needy.class)
			.run((context) -> assertMissing(context, "io.r2dbc:r2dbc-pool"));
		this.runner.withClassLoader(new FilteredClassLoader(ConnectionFactory.class))
			.withUserConfiguration(Needy.class)
			.run((context) -> assertMissing(context, "spring-boot-starter-r2dbc"));
	}

	@Test
	void makesABeanOfEachPool() {
		this.runner.withUserConfiguration(Reports.class)
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
					"network.enterprise.pools[1].name=archive",
					"network.enterprise.pools[1].url=r2dbc:h2:mem:///archive")
			.run((context) -> {
				Reports.Report report = context.getBean(Reports.Report.class);
				assertThat(report.application().name()).isEqualTo("default");
				assertThat(report.reporting().name()).isEqualTo("reporting");
				assertThat(report.reporting()).isSameAs(context.getBean("reporting"));
				assertThat(context.getBeansOfType(Database.class)).containsOnlyKeys("database", "reporting", "archive");
			});
	}

	@Test
	void needsNoDatabaseOfTheApplicationForPools() {
		this.runner.withClassLoader(new FilteredClassLoader(H2ConnectionFactoryProvider.class))
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:postgresql://amy@localhost:1/reporting")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Database.class));
		this.runner.withClassLoader(new FilteredClassLoader(H2ConnectionFactoryProvider.class))
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:postgresql://amy@localhost:1/reporting")
			.withUserConfiguration(Needy.class)
			.run((context) -> assertMissing(context, "network.enterprise.pools"));
	}

	@Test
	void closesItsPoolsAtTheEnd() {
		ConnectionPool[] pools = new ConnectionPool[2];
		this.runner
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting")
			.run((context) -> {
				pools[0] = pool(context, "database");
				pools[1] = pool(context, "reporting");
				assertThat(pools).noneMatch(ConnectionPool::isDisposed);
			});
		assertThat(pools).allMatch(ConnectionPool::isDisposed);
	}

	@Test
	void sizesItsPools() {
		this.runner
			.withPropertyValues("network.enterprise.max-size=3", "network.enterprise.max-pending=7",
					"network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
					"network.enterprise.pools[0].max-size=4", "network.enterprise.pools[0].max-pending=8")
			.run((context) -> {
				assertThat(metrics(context, "database").getMaxAllocatedSize()).isEqualTo(3);
				assertThat(metrics(context, "database").getMaxPendingAcquireSize()).isEqualTo(7);
				assertThat(metrics(context, "reporting").getMaxAllocatedSize()).isEqualTo(4);
				assertThat(metrics(context, "reporting").getMaxPendingAcquireSize()).isEqualTo(8);
			});
	}

	@Test
	void handsTheTimesToItsPools() {
		this.runner
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

	@Test
	void logsInAsTheConfiguredUser() {
		this.runner
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
					"network.enterprise.pools[0].username=amy", "network.enterprise.pools[0].password=secret")
			.run((context) -> assertThat(context.getBean("reporting", Database.class)
				.query("select current_user")
				.as(String.class)
				.blockFirst(LIMIT)).isEqualTo("AMY"));
	}

	@Test
	void saysWhatIsWrongWithPoolsAndNeverShowsAPassword() {
		assertFailure("network.enterprise.pools[0].name is missing.", "", "r2dbc:h2:mem:///x");
		assertFailure("network.enterprise.pools[0].name is 'default', as is that of the application's own database.",
				"default", "r2dbc:h2:mem:///x");
		assertFailure("network.enterprise.pools[0].url is missing.", "reporting", " ");
		assertFailure("network.enterprise.pools[0].url cannot be read.", "reporting", "jdbc:h2:hidden");
		assertFailure("network.enterprise.pools[0].url asks for a pool inside of the pool.", "reporting",
				"r2dbc:pool:postgresql://amy:hidden@localhost/x");
		assertFailure(
				"A pool of network.enterprise.pools has the name 'networkEventLoop', and so has a bean of the application.",
				"networkEventLoop", "r2dbc:h2:mem:///x");
		assertFailure("network.enterprise.pools[0] ('reporting') misses what its driver needs: user.", "reporting",
				"r2dbc:postgresql://localhost/x");
		assertFailure("network.enterprise.pools[0].url asks for the driver 'crystal', which nobody has.", "reporting",
				"r2dbc:crystal://amy:hidden@localhost/x");
		FailureAnalysis failure = failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=reporting",
				"network.enterprise.pools[0].url=r2dbc:h2:mem:///x", "network.enterprise.pools[0].max-size=0"));
		assertThat(failure.getDescription()).startsWith("network.enterprise.pools[0] ('reporting') cannot be: ");
	}

	@Test
	void refusesTwoPoolsOfOneName() {
		FailureAnalysis failure = failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=reporting",
				"network.enterprise.pools[0].url=r2dbc:h2:mem:///x", "network.enterprise.pools[1].name=reporting",
				"network.enterprise.pools[1].url=r2dbc:h2:mem:///y"));
		assertThat(failure.getDescription())
			.isEqualTo("network.enterprise.pools[1].name is 'reporting', as is that of a pool before it.");
	}

	@Test
	void namesTheArtifactOfAMissingDriver() {
		FailureAnalysis pool = failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=reporting",
				"network.enterprise.pools[0].url=r2dbc:mysql://amy:hidden@localhost/x"));
		assertThat(pool.getDescription())
			.startsWith("network.enterprise.pools[0].url asks for the driver 'mysql', which is not on the class path")
			.doesNotContain("hidden");
		assertThat(pool.getAction()).contains("io.asyncer:r2dbc-mysql");
		FailureAnalysis boots = failure(
				this.runner.withPropertyValues("spring.r2dbc.url=r2dbc:oracle://amy:hidden@localhost/x"));
		assertThat(boots.getDescription()).startsWith("spring.r2dbc.url asks for the driver 'oracle'")
			.doesNotContain("hidden");
		assertThat(boots.getAction()).contains("com.oracle.database.r2dbc:oracle-r2dbc");
		FailureAnalysis pooled = failure(
				this.runner.withPropertyValues("spring.r2dbc.url=r2dbc:pool:mssql://amy:hidden@localhost/x"));
		assertThat(pooled.getAction()).contains("io.r2dbc:r2dbc-mssql");
	}

	@Test
	void knowsTheArtifactOfEachDriver() {
		assertThat(new RequiredDriver("postgresql").missing("p").analysis().getAction())
			.contains("org.postgresql:r2dbc-postgresql");
		assertThat(new RequiredDriver("mariadb").missing("p").analysis().getAction())
			.contains("org.mariadb:r2dbc-mariadb");
		assertThat(new RequiredDriver("h2").missing("p").analysis().getAction()).contains("io.r2dbc:r2dbc-h2");
	}

	@Test
	void namesTheArtifactOfAMissingPool() {
		FailureAnalysis failure = failure(this.runner.withClassLoader(new FilteredClassLoader(ConnectionPool.class))
			.withPropertyValues("network.enterprise.pools[0].name=reporting"));
		assertThat(failure.getDescription()).startsWith("network.enterprise.pools is set");
		assertThat(failure.getAction()).contains("io.r2dbc:r2dbc-pool");
	}

	@Test
	void startsWhileDatabasesAreDown() {
		this.runner
			.withPropertyValues("spring.r2dbc.url=r2dbc:postgresql://amy@localhost:1/application",
					"network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:mariadb://amy@localhost:1/reporting")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertMissing(AssertableApplicationContext context, String advice) {
		FailureAnalyzer analyzer = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))
			.stream()
			.filter(MissingDatabaseFailureAnalyzer.class::isInstance)
			.findFirst()
			.orElseThrow();
		FailureAnalysis analysis = analyzer.analyze(Objects.requireNonNull(context.getStartupFailure()));
		assertThat(analysis).isNotNull();
		assertThat(Objects.requireNonNull(analysis).getDescription())
			.isEqualTo("Something in the application asks for a database, and there is none.");
		assertThat(analysis.getAction()).contains(advice);
	}

	private void assertFailure(String description, String name, String url) {
		FailureAnalysis failure = failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=" + name,
				"network.enterprise.pools[0].url=" + url, "network.enterprise.pools[0].password=hidden"));
		assertThat(failure.getDescription()).isEqualTo(description).doesNotContain("hidden");
		assertThat(failure.getAction()).isNotBlank().doesNotContain("hidden");
	}

	static FailureAnalysis failure(ApplicationContextRunner runner) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		runner.run((context) -> {
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			while (!(failure instanceof FailureAnalyzedException) && failure.getCause() != null) {
				failure = failure.getCause();
			}
			assertThat(failure).isInstanceOfSatisfying(FailureAnalyzedException.class,
					(analyzed) -> analysis[0] = analyzed.analysis());
		});
		return Objects.requireNonNull(analysis[0]);
	}

	private static PoolMetrics metrics(ApplicationContext context, String name) {
		return pool(context, name).getMetrics().orElseThrow();
	}

	private static ConnectionPool pool(ApplicationContext context, String name) {
		return (ConnectionPool) context.getBean(name, Database.class).connectionFactory();
	}

	private static void run(ApplicationContext context, String sql) {
		context.getBean(Database.class).operation(sql).run().block(LIMIT);
	}

	@Configuration(proxyBeanMethods = false)
	static class Needy {

		@Bean
		Object account(Database database) {
			return database.toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reports {

		@Bean
		Report report(Database application, @Qualifier("reporting") Database reporting) {
			return new Report(application, reporting);
		}

		record Report(Database application, Database reporting) {

		}

	}

}

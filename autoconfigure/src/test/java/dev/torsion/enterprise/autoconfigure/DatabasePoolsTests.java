package dev.torsion.enterprise.autoconfigure;

import java.nio.file.Path;

import dev.torsion.DocExamples;
import dev.torsion.enterprise.Database;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code network.enterprise.pools}.
 */
@Timeout(60)
class DatabasePoolsTests {

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path folder) {
		this.runner = EnterpriseApplication.runner(folder.resolve("data"));
	}

	@Test
	void makesABeanOfEachPool() {
		this.runner.withUserConfiguration(Reporting.class)
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
					"network.enterprise.pools[1].name=archive",
					"network.enterprise.pools[1].url=r2dbc:h2:mem:///archive")
			.run((context) -> {
				Reports report = context.getBean(Reports.class);
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
			.withUserConfiguration(EnterpriseApplication.Needy.class)
			.run((context) -> EnterpriseApplication.assertMissing(context, "network.enterprise.pools"));
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
	void logsInAsTheConfiguredUser() {
		this.runner
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///reporting",
					"network.enterprise.pools[0].username=amy", "network.enterprise.pools[0].password=secret")
			.run((context) -> assertThat(context.getBean("reporting", Database.class)
				.query("select current_user")
				.as(String.class)
				.blockFirst(EnterpriseApplication.LIMIT)).isEqualTo("AMY"));
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
		FailureAnalysis failure = EnterpriseApplication
			.failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:h2:mem:///x", "network.enterprise.pools[0].max-size=0"));
		assertThat(failure.getDescription()).startsWith("network.enterprise.pools[0] ('reporting') cannot be: ");
	}

	@Test
	void refusesTwoPoolsOfOneName() {
		FailureAnalysis failure = EnterpriseApplication.failure(this.runner.withPropertyValues(
				"network.enterprise.pools[0].name=reporting", "network.enterprise.pools[0].url=r2dbc:h2:mem:///x",
				"network.enterprise.pools[1].name=reporting", "network.enterprise.pools[1].url=r2dbc:h2:mem:///y"));
		assertThat(failure.getDescription())
			.isEqualTo("network.enterprise.pools[1].name is 'reporting', as is that of a pool before it.");
	}

	@Test
	void namesTheArtifactOfAMissingDriver() {
		FailureAnalysis pool = EnterpriseApplication
			.failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:mysql://amy:hidden@localhost/x"));
		assertThat(pool.getDescription())
			.startsWith("network.enterprise.pools[0].url asks for the driver 'mysql', which is not on the class path")
			.doesNotContain("hidden");
		assertThat(pool.getAction()).contains("io.asyncer:r2dbc-mysql");
		FailureAnalysis boots = EnterpriseApplication
			.failure(this.runner.withPropertyValues("spring.r2dbc.url=r2dbc:oracle://amy:hidden@localhost/x"));
		assertThat(boots.getDescription()).startsWith("spring.r2dbc.url asks for the driver 'oracle'")
			.doesNotContain("hidden");
		assertThat(boots.getAction()).contains("com.oracle.database.r2dbc:oracle-r2dbc");
		FailureAnalysis pooled = EnterpriseApplication
			.failure(this.runner.withPropertyValues("spring.r2dbc.url=r2dbc:pool:mssql://amy:hidden@localhost/x"));
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
		FailureAnalysis failure = EnterpriseApplication
			.failure(this.runner.withClassLoader(new FilteredClassLoader(ConnectionPool.class))
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

	@Test
	void runsTheExamplesOfTheGuide() {
		DocExamples guide = DocExamples.of("docs/enterprise.md");
		this.runner.withInitializer((context) -> {
			guide.yaml("enterprise-application").forEach(context.getEnvironment().getPropertySources()::addFirst);
			guide.yaml("enterprise-pools").forEach(context.getEnvironment().getPropertySources()::addFirst);
		}).withUserConfiguration(Reporting.class).run((context) -> {
			Reports reports = context.getBean(Reports.class);
			assertThat(reports.application().connectionFactory().getMetadata().getName()).isEqualTo("PostgreSQL");
			assertThat(reports.reporting().name()).isEqualTo("reporting");
			assertThat(metrics(context, "reporting").getMaxAllocatedSize()).isEqualTo(20);
		});
		assertThat(guide.code("enterprise-qualifier"))
			.isEqualTo(DocExamples.tagged(DatabasePoolsTests.class, "qualifier"));
	}

	private void assertFailure(String description, String name, String url) {
		FailureAnalysis failure = EnterpriseApplication
			.failure(this.runner.withPropertyValues("network.enterprise.pools[0].name=" + name,
					"network.enterprise.pools[0].url=" + url, "network.enterprise.pools[0].password=hidden"));
		assertThat(failure.getDescription()).isEqualTo(description).doesNotContain("hidden");
		assertThat(failure.getAction()).isNotBlank().doesNotContain("hidden");
	}

	private static PoolMetrics metrics(ApplicationContext context, String name) {
		return pool(context, name).getMetrics().orElseThrow();
	}

	private static ConnectionPool pool(ApplicationContext context, String name) {
		return (ConnectionPool) EnterpriseApplication.pool(context.getBean(name, Database.class).connectionFactory());
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Reports.class)
	static class Reporting {

	}

	// tag::qualifier[]
	record Reports(@Qualifier("reporting") Database reporting, Database application) {

	}
	// end::qualifier[]

}

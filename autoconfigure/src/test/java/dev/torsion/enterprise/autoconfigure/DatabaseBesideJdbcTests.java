package dev.torsion.enterprise.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import dev.torsion.enterprise.Database;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application with JPA keeps, and what Spring Boot does with drivers for R2DBC,
 * in applications with everything on the class path.
 */
@Timeout(120)
class DatabaseBesideJdbcTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(
				(context) -> TestPropertyValues.of("network.data=" + this.folder.resolve("data")).applyTo(context))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.reactor.workers=1",
				"spring.flyway.enabled=false");

	private final ApplicationContextRunner everything = this.runner.withUserConfiguration(Everything.class);

	@Test
	void keepsTheDataSourceOfAnApplicationWithJpa() {
		this.everything.withPropertyValues("spring.jpa.hibernate.ddl-auto=create").run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(DataSource.class)
				.hasSingleBean(EntityManagerFactory.class);
			assertThat(context).doesNotHaveBean(ConnectionFactory.class)
				.doesNotHaveBean(ReactiveTransactionManager.class);
			EntityManager entities = context.getBean(EntityManager.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transaction.executeWithoutResult((status) -> entities.persist(new Car("herbie")));
			assertThat(entities.find(Car.class, "herbie")).isNotNull();
			Database database = context.getBean(Database.class);
			database.operation("create table cars (name varchar(20))").run().block(LIMIT);
			assertThat(this.folder.resolve("data/torsion.mv.db")).isNotEmptyFile();
		});
	}

	@Test
	void keepsTheDataSourceBesidePools() {
		this.everything
			.withPropertyValues("network.enterprise.pools[0].name=reporting",
					"network.enterprise.pools[0].url=r2dbc:postgresql://amy@localhost:1/reporting")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
				assertThat(context.getBeansOfType(Database.class)).containsOnlyKeys("database", "reporting");
			});
	}

	@Test
	void leavesTheChoiceOfAConnectionFactoryToSpringBoot() {
		this.everything.withPropertyValues("spring.r2dbc.url=r2dbc:h2:mem:///" + UUID.randomUUID())
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ConnectionFactory.class)
				.hasSingleBean(DatabaseClient.class)
				.hasSingleBean(Database.class)
				.doesNotHaveBean(DataSource.class));
		this.everything
			.withBean(ConnectionFactory.class, () -> ConnectionFactories.get("r2dbc:h2:mem:///" + UUID.randomUUID()))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DatabaseClient.class)
				.hasSingleBean(Database.class)
				.doesNotHaveBean(DataSource.class));
	}

	@Test
	void makesNoDatabaseInMemoryWhereThereIsNoJdbc() {
		this.everything.withClassLoader(new FilteredClassLoader(DataSourceAutoConfiguration.class))
			.withPropertyValues(
					"spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ConnectionFactory.class);
				assertThat(context.getBean(Database.class).connectionFactory())
					.isSameAs(context.getBean(ConnectionFactory.class));
				assertThat(this.folder.resolve("data/torsion.mv.db")).exists();
			});
	}

	@Test
	void startsWithADriverAndNoUrl() {
		this.everything.withClassLoader(new FilteredClassLoader("io.r2dbc.h2"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Database.class)
				.doesNotHaveBean(ConnectionFactory.class)
				.hasSingleBean(DataSource.class));
	}

	@Test
	void heedsWhatTheApplicationExcludes() {
		String url = "spring.r2dbc.url=r2dbc:h2:mem:///" + UUID.randomUUID();
		this.runner.withUserConfiguration(WithoutBoots.class)
			.withPropertyValues(url)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionFactory.class));
		this.runner.withUserConfiguration(WithoutOurs.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ConnectionFactory.class)
				.doesNotHaveBean(Database.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
	static class WithoutBoots {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = EnterpriseAutoConfiguration.class)
	static class WithoutOurs {

	}

	@Entity(name = "car")
	static class Car {

		@Id
		private String name;

		Car() {
			this("");
		}

		Car(String name) {
			this.name = name;
		}

		String name() {
			return this.name;
		}

	}

}

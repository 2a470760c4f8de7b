package dev.torsion.enterprise.autoconfigure;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.enterprise.lending.Lender;
import dev.torsion.enterprise.lending.LenderTransactions;
import dev.torsion.enterprise.schema.Schema;
import dev.torsion.enterprise.schema.SchemaMigrator;
import dev.torsion.enterprise.schema.Schemas;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.ReactiveTransactionManager;

/**
 * Auto-configuration of the application's own {@link Database} on its connection factory,
 * and of the tables that starters keep in it. Flyway and the like come first: they want
 * to find a database without tables.
 */
@AutoConfiguration(after = { EnterpriseAutoConfiguration.class, R2dbcAutoConfiguration.class },
		before = R2dbcTransactionManagerAutoConfiguration.class)
@ConditionalOnClass({ ConnectionFactory.class, ConnectionPool.class, R2dbcAutoConfiguration.class })
@ConditionalOnBean(Databases.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class DatabaseAutoConfiguration {

	@Bean
	@Primary
	@ConditionalOnSingleCandidate(ConnectionFactory.class)
	@ConditionalOnMissingBean(Database.class)
	R2dbcDatabase database(ConnectionFactory factory, Databases databases) {
		return databases.of(DatabasePools.DEFAULT, factory);
	}

	/** In the place of Spring Boot's, which may lose a connection to whoever leaves. */
	@Bean
	@ConditionalOnSingleCandidate(ConnectionFactory.class)
	@ConditionalOnMissingBean(ReactiveTransactionManager.class)
	LenderTransactions networkTransactionManager(ConnectionFactory factory) {
		return new LenderTransactions((factory instanceof Lender lender) ? lender : new Lender(factory));
	}

	/** Blocks until they are applied: who asks for them finds their tables. */
	@Bean
	@ConditionalOnSingleCandidate(Database.class)
	@ConditionalOnMissingBean
	Schemas networkSchemas(EnterpriseProperties properties, Database database, ObjectProvider<Schema> schemas) {
		if (properties.schema() == EnterpriseProperties.Schema.APPLY) {
			SchemaMigrator migrator = new SchemaMigrator(database);
			// One by one, as scripts are read on this thread
			schemas.orderedStream().forEach((schema) -> migrator.apply(schema).block());
		}
		return new Schemas(database);
	}

}

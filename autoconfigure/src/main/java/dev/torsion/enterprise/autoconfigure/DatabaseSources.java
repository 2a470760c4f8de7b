package dev.torsion.enterprise.autoconfigure;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.Databases;
import dev.torsion.enterprise.R2dbcDatabase;
import dev.torsion.files.DataFolder;
import io.r2dbc.spi.ConnectionFactory;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Where the application's own database comes from: who has asked Spring Boot for a
 * connection factory gets that, everybody else a file of H2.
 */
abstract class DatabaseSources {

	private DatabaseSources() {
	}

	/**
	 * A file of H2, where nothing else was asked for.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.r2dbc.h2.H2ConnectionFactoryProvider")
	@ConditionalOnMissingBean(Database.class)
	@Conditional(Unasked.class)
	static class Embedded {

		@Bean
		@Primary
		R2dbcDatabase database(EnterpriseProperties properties, Databases databases, DataFolder folder) {
			return databases.open(DatabasePools.DEFAULT, new EmbeddedFile(folder).options(), properties.settings());
		}

		/**
		 * The same pool for Spring's clients and repositories; but not where there may be
		 * a DataSource, which Spring Boot drops once there is a connection factory.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnMissingClass("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
		static class Exposed {

			@Bean(destroyMethod = "")
			ConnectionFactory connectionFactory(Database database) {
				return database.connectionFactory();
			}

		}

	}

	/** There is a connection factory, or what Spring Boot makes one from. */
	static final class Asked extends AnyNestedCondition {

		Asked() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(ConnectionFactory.class)
		static class Made {

		}

		@ConditionalOnBean(R2dbcConnectionDetails.class)
		static class Described {

		}

		@ConditionalOnProperty("spring.r2dbc.url")
		static class Located {

		}

		@ConditionalOnProperty("spring.r2dbc.name")
		static class Named {

		}

		@ConditionalOnBooleanProperty("spring.r2dbc.generate-unique-name")
		static class Unique {

		}

	}

	static final class Unasked extends NoneNestedConditions {

		Unasked() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@Conditional(Asked.class)
		static class Wanted {

		}

	}

}

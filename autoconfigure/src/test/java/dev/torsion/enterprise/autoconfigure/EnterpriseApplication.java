package dev.torsion.enterprise.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.lending.Lender;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.r2dbc.spi.ConnectionFactory;

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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a database and without JDBC, to run tests in.
 */
final class EnterpriseApplication {

	static final Duration LIMIT = Duration.ofSeconds(30);

	private EnterpriseApplication() {
	}

	static ApplicationContextRunner runner(Path data) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					EnterpriseAutoConfiguration.class, ConnectionFactoryAutoConfiguration.class,
					DatabaseAutoConfiguration.class, R2dbcTransactionManagerAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.data=" + data);
	}

	static ConnectionFactory pool(ConnectionFactory factory) {
		return (factory instanceof Lender lender) ? lender.pool() : factory;
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

	static void assertMissing(AssertableApplicationContext context, String advice) {
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

	@Configuration(proxyBeanMethods = false)
	static class Needy {

		@Bean
		Object account(Database database) {
			return database.toString();
		}

	}

}

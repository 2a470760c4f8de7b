package dev.torsion.enterprise.autoconfigure;

import java.util.Set;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.schema.Schemas;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what to add where something asks for a database and there is none.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final Set<Class<?>> TYPES = Set.of(Database.class, Schemas.class);

	private static final String ACTION = """
			Add one of these:
				- for a file in the folder network.data: the artifacts org.springframework.boot:spring-boot-starter-r2dbc, io.r2dbc:r2dbc-pool and io.r2dbc:r2dbc-h2
				- for a server: spring.r2dbc.url, the first two of these artifacts and that of its driver, such as org.postgresql:r2dbc-postgresql
				- for a database beside that of the application, which is injected with @Qualifier: its name in network.enterprise.pools
			Of several ConnectionFactory or Database beans one has to be primary.""";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		if (type == null || !TYPES.contains(type) || cause instanceof NoUniqueBeanDefinitionException) {
			return null;
		}
		return new FailureAnalysis("Something in the application asks for a database, and there is none.", ACTION,
				cause);
	}

}

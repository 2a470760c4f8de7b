package dev.torsion.enterprise.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * Spring Boot's auto-configuration of R2DBC, for applications that have asked for a
 * connection factory, or whose embedded database is one. For all others Spring Boot would
 * make one wherever there is a driver: of H2 in memory, lost with the application and
 * with the effect that its DataSource is dropped, and of any other database none, so that
 * the start fails.
 */
@AutoConfiguration(after = EnterpriseAutoConfiguration.class, before = R2dbcAutoConfiguration.class)
@ConditionalOnClass(R2dbcAutoConfiguration.class)
@Conditional(DatabaseSources.Asked.class)
@Import(R2dbcAutoConfiguration.class)
public final class ConnectionFactoryAutoConfiguration {

}

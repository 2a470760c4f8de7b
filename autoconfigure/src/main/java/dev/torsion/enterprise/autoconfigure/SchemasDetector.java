package dev.torsion.enterprise.autoconfigure;

import java.util.Set;

import dev.torsion.enterprise.schema.Schemas;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;

/**
 * Puts the schemas of starters behind everybody else who makes tables, and before the
 * beans that want to find them.
 */
final class SchemasDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(Schemas.class);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}

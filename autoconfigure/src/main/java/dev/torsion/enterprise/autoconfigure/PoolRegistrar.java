package dev.torsion.enterprise.autoconfigure;

import java.util.List;
import java.util.Objects;

import dev.torsion.enterprise.Database;
import dev.torsion.enterprise.autoconfigure.EnterpriseProperties.Pool;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/**
 * Makes a bean of each configured pool, injected only where it is asked for by its name:
 * whoever wants a database without saying which one means the application's.
 */
final class PoolRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	PoolRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		List<Pool> pools = Binder.get(this.environment)
			.bind(DatabasePools.PROPERTY, Bindable.listOf(Pool.class))
			.orElse(List.of());
		// What is wrong with names is said by DatabasePools
		pools.stream()
			.map(Pool::name)
			.filter(StringUtils::hasText)
			.map(Objects::requireNonNull)
			.filter((name) -> !name.equals(DatabasePools.DEFAULT))
			.distinct()
			.forEach((name) -> register(name, registry));
	}

	private static void register(String name, BeanDefinitionRegistry registry) {
		if (registry.isBeanNameInUse(name)) {
			throw new FailureAnalyzedException("A pool of %s has the name '%s', and so has a bean of the application."
				.formatted(DatabasePools.PROPERTY, name), "Rename one of the two.");
		}
		AbstractBeanDefinition definition = BeanDefinitionBuilder.genericBeanDefinition(Database.class)
			.setFactoryMethodOnBean("pool", EnterpriseAutoConfiguration.POOLS)
			.addConstructorArgValue(name)
			.getBeanDefinition();
		definition.setDefaultCandidate(false);
		// Closed by what has made it
		definition.setDestroyMethodName("");
		registry.registerBeanDefinition(name, definition);
	}

}

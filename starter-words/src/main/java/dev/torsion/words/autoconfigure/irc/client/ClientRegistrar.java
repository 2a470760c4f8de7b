package dev.torsion.words.autoconfigure.irc.client;

import java.util.List;
import java.util.Objects;

import dev.torsion.words.autoconfigure.irc.client.IrcClientProperties.Connection;
import dev.torsion.words.irc.client.IrcClient;

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
 * Makes a bean of each configured connection, by its name.
 */
final class ClientRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	ClientRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		List<Connection> connections = Binder.get(this.environment)
			.bind(ConfiguredClients.PROPERTY, Bindable.listOf(Connection.class))
			.orElse(List.of());
		// What is wrong with names is said by ConfiguredClients
		connections.stream()
			.map(Connection::name)
			.filter(StringUtils::hasText)
			.map(Objects::requireNonNull)
			.distinct()
			.forEach((name) -> register(name, registry));
	}

	private static void register(String name, BeanDefinitionRegistry registry) {
		if (registry.isBeanNameInUse(name)) {
			throw new FailureAnalyzedException(
					"A connection of %s has the name '%s', and so has a bean of the application."
						.formatted(ConfiguredClients.PROPERTY, name),
					"Rename one of the two.");
		}
		registry.registerBeanDefinition(name,
				BeanDefinitionBuilder.genericBeanDefinition(IrcClient.class)
					.setFactoryMethodOnBean("client", IrcClientAutoConfiguration.CLIENTS)
					.addConstructorArgValue(name)
					.getBeanDefinition());
	}

}

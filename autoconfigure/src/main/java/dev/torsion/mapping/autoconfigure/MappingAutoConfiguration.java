package dev.torsion.mapping.autoconfigure;

import dev.torsion.mapping.ArgumentResolver;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what finds the mapped methods of the application.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
public final class MappingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MappedMethods networkMappedMethods(ConfigurableListableBeanFactory beans, EventLoop loop,
			ObjectProvider<ArgumentResolver> resolvers) {
		return new MappedMethods(beans, loop, resolvers.orderedStream().toList());
	}

}

package dev.torsion.names.autoconfigure.controller;

import dev.torsion.mapping.MappedMethods;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.names.DnsController;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.controller.ControllerHandler;
import dev.torsion.names.session.ZoneSelector;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of answers given by methods, where there is a {@link DnsController}.
 */
@AutoConfiguration(after = { MappingAutoConfiguration.class, NamesAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@ConditionalOnBean(annotation = DnsController.class)
@EnableConfigurationProperties(ControllerProperties.class)
public final class ControllerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ControllerHandler namesControllers(MappedMethods methods, ZoneSelector selector, ControllerProperties properties) {
		return new ControllerHandler(methods, selector, properties.settings());
	}

}

package dev.torsion.conch.autoconfigure.process;

import dev.torsion.conch.process.SystemPrograms;
import dev.torsion.net.autoconfigure.ProcessAutoConfiguration;
import dev.torsion.net.process.Processes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the programs of the system that sessions of SSH may run.
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@ConditionalOnProperty("network.conch.process.programs[0].name")
@EnableConfigurationProperties(ConchProcessProperties.class)
public final class ConchProcessAutoConfiguration {

	@Bean
	SystemPrograms sshSystemPrograms(ConchProcessProperties properties, Processes processes) {
		return new SystemPrograms(properties.systemPrograms(), processes, properties.path());
	}

}

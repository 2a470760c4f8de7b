package dev.torsion.conch.autoconfigure.files;

import java.time.Clock;
import java.util.Objects;

import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.files.RoleFileAccesses;
import dev.torsion.files.roots.FileRoots;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the files of accounts.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConchFilesProperties.class)
public final class ConchFilesAutoConfiguration {

	private static final String ROOT = "network.conch.sftp.root";

	/** Without a root nobody has files: there is no other that could be meant. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(ROOT)
	@ConditionalOnMissingBean(FileAccesses.class)
	static class Roots {

		@Bean
		FileAccesses fileAccesses(ConchFilesProperties properties, ApplicationEventPublisher events) {
			FileRoots roots = new FileRoots(Objects.requireNonNull(properties.root()), properties.create(),
					properties.quota().limits(), Clock.systemUTC());
			return new RoleFileAccesses(roots.check(ROOT), properties.permissions(), properties.readOnly(), events);
		}

	}

}

package dev.torsion.conch.autoconfigure.files;

import java.time.Clock;
import java.util.Objects;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.files.RoleFileAccesses;
import dev.torsion.conch.scp.ScpExec;
import dev.torsion.files.roots.FileRoots;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the files of accounts, and of SCP.
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(FileAccesses.class)
	@ConditionalOnBooleanProperty(name = "network.conch.scp.enabled", matchIfMissing = true)
	static class Scp {

		@Bean
		@Order(ScpExec.ORDER)
		SshExec scp(FileAccesses accesses, EventLoop loop) {
			return new ScpExec(accesses, loop);
		}

	}

}

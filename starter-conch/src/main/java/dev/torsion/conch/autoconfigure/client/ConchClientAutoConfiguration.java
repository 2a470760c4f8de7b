package dev.torsion.conch.autoconfigure.client;

import dev.torsion.conch.autoconfigure.transport.ConchTransportAutoConfiguration;
import dev.torsion.conch.client.SshClients;
import dev.torsion.conch.transport.SshTransport;
import dev.torsion.files.DataFolder;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the SSH client.
 */
@AutoConfiguration(after = ConchTransportAutoConfiguration.class)
@EnableConfigurationProperties(ClientProperties.class)
public final class ConchClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SshClients sshClients(ClientProperties properties, DataFolder data, Environment environment, SshTransport transport,
			EventLoop eventLoop, NameLookup names, NetworkClients clients) {
		ConfiguredTargets targets = new ConfiguredTargets(properties, data, environment.getProperty("SSH_AUTH_SOCK"));
		return new SshClients(transport, properties.profile().algorithms(), properties.settings(), targets.targets(),
				new SshClients.Shared(eventLoop, names, clients));
	}

}

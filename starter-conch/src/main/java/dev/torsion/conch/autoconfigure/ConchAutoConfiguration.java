package dev.torsion.conch.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;

import dev.torsion.conch.auth.UserAuthServices;
import dev.torsion.conch.hostkey.HostKeys;
import dev.torsion.conch.server.ConchChannels;
import dev.torsion.conch.server.ConchServers;
import dev.torsion.conch.transport.SshTransport;
import dev.torsion.conch.transport.startup.Reception;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.files.DataFolder;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.proxy.TrustedPeers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the SSH server.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, CredAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ConchProperties.class, LoginProperties.class })
public final class ConchAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ConchAutoConfiguration.class);

	/** Lazy, so that no keys are made where nothing listens. */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	HostKeys sshHostKeys(ConchProperties properties, DataFolder data) {
		HostKeys keys = HostKeys.load(properties.hostKeys().isEmpty() ? List.of(folder(data)) : properties.hostKeys());
		keys.fingerprints().forEach((fingerprint) -> logger.info("SSH host key " + fingerprint));
		return keys;
	}

	private static String folder(DataFolder data) {
		try {
			return data.resolve("ssh").toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Bean
	@Lazy
	ConchServers conchServers(ConchProperties properties, LoginProperties login, NetworkServers servers,
			SshTransport transport, HostKeys keys) {
		return new ConchServers(servers, transport, properties.algorithms(), keys,
				new Reception(login.startups(), new SecureRandom(), System::nanoTime), login.limits());
	}

	@Bean
	NetworkServer conchServer(ConchProperties properties, ObjectProvider<ConchServers> servers, NetworkServers none,
			UserAuthServices authentication, ObjectProvider<ConchChannels> channels) {
		Listener listener = Listener.on("network.conch", properties.port())
			.withAddress(properties.address())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress())
			.withProxyProtocol(
					TrustedPeers.of("network.conch.proxy-protocol.trusted", properties.proxyProtocol().trusted()));
		if (properties.port() < 0) {
			return none.channels("conch", listener, (channel) -> {
			});
		}
		return servers.getObject()
			.server("conch", listener, properties.sendQueueLimit(), authentication, channels.orderedStream().toList());
	}

}

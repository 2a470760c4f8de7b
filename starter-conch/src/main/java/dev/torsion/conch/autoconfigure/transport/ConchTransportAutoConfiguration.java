package dev.torsion.conch.autoconfigure.transport;

import dev.torsion.conch.transport.SshTransport;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import reactor.core.scheduler.Scheduler;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what servers and clients of SSH run on.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
public final class ConchTransportAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SshTransport conchTransport(NetworkServers servers, NetworkClients clients,
			@Qualifier("networkBlockingScheduler") Scheduler blocking) {
		return new SshTransport(servers, clients, blocking);
	}

}

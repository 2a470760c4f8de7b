package dev.torsion.conch.autoconfigure.client;

import dev.torsion.conch.client.SshClients;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the SSH client.
 */
@AutoConfiguration(after = ConchClientAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(SshClients.class)
public final class ConchClientMetricsAutoConfiguration {

	@Bean
	SshClientMetrics sshClientMetrics(SshClients clients) {
		return new SshClientMetrics(clients);
	}

}

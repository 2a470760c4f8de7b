package dev.torsion.words.autoconfigure.irc.client;

import java.time.Clock;

import dev.torsion.net.NetworkClients;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.irc.client.IrcClients;
import dev.torsion.words.irc.client.live.LiveClients;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the IRC client: what makes clients, and those that are configured
 * as beans of their names.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@EnableConfigurationProperties(IrcClientProperties.class)
@Import(ClientRegistrar.class)
public final class IrcClientAutoConfiguration {

	static final String CLIENTS = "ircConfiguredClients";

	@Bean
	@ConditionalOnMissingBean
	IrcClients ircClients(NetworkClients clients) {
		return new LiveClients(clients, Clock.systemUTC());
	}

	@Bean(CLIENTS)
	ConfiguredClients ircConfiguredClients(IrcClientProperties properties, IrcClients clients) {
		return new ConfiguredClients(properties.connections(), clients);
	}

}

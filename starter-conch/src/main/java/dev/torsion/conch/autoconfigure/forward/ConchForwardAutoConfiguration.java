package dev.torsion.conch.autoconfigure.forward;

import java.util.List;

import dev.torsion.conch.forward.ForwardCounts;
import dev.torsion.conch.server.ConchChannels;
import dev.torsion.conch.transport.forward.PortForwarding;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of forwarded ports. Each decision is published as a
 * {@link dev.torsion.conch.forward.ForwardEvent}.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.conch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ForwardProperties.class)
public final class ConchForwardAutoConfiguration {

	@Bean
	ForwardCounts conchForwardCounts(ApplicationEventPublisher events) {
		return new ForwardCounts(events::publishEvent);
	}

	@Bean
	@ConditionalOnMissingBean
	PortForwarding conchPortForwarding(ForwardProperties properties, NetworkClients clients, NameLookup names,
			ForwardCounts counts) {
		return new PortForwarding(clients, names, properties.rules(), properties.limits(), counts);
	}

	@Bean
	@Order(-1)
	ConchChannels conchForwardChannels(PortForwarding forwarding) {
		return new ConchChannels(List.of(forwarding), List.of(forwarding.requests()));
	}

}

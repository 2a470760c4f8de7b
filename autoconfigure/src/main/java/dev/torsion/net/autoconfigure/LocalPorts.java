package dev.torsion.net.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.net.NetworkServerStartedEvent;

import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Puts the ports that were bound into the environment, as
 * {@code local.network.<name>.port}.
 */
final class LocalPorts implements ApplicationListener<NetworkServerStartedEvent>, Ordered {

	private final Map<String, Object> ports = new ConcurrentHashMap<>();

	LocalPorts(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("network.ports", this.ports));
	}

	@Override
	public void onApplicationEvent(NetworkServerStartedEvent event) {
		if (event.getPort() >= 0) {
			this.ports.put("local.network." + event.getListener().name() + ".port", event.getPort());
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}

package dev.torsion.finger;

import java.util.List;

import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.Target;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::use[]
/** Looks up what users of other machines plan to do. */
record Finger(NetworkConnector connector) {

	Mono<List<String>> user(String user, String host, int port) {
		return this.connector.connect(Target.to(host, port), (transport) -> new FingerClient(transport, user))
			.flatMap(FingerClient::answer);
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		NetworkConnector fingerConnector(NetworkClients clients) {
			return clients.connector("finger");
		}

		@Bean
		Finger fingerClient(NetworkConnector fingerConnector) {
			return new Finger(fingerConnector);
		}

	}

}
// end::use[]

package dev.torsion.finger;

import dev.torsion.cred.Portal;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::server[]
@Configuration(proxyBeanMethods = false)
class FingerConfiguration {

	@Bean
	Plans plans() {
		return new Plans();
	}

	@Bean
	NetworkServer finger(NetworkServers servers, Plans plans, @Value("${finger.port}") int port) {
		return servers.stream("finger", Listener.on("finger", port),
				(transport) -> new FingerProtocol(transport, plans));
	}

	// end::server[]
	// tag::tls[]
	@Bean
	NetworkServer planEditor(NetworkServers servers, Plans plans, Portal portal,
			@Value("${finger.editor.port}") int port, @Value("${finger.editor.ssl.bundle:}") String bundle) {
		Listener listener = Listener.on("finger.editor", port)
			.withStartTls(servers.tls("finger.editor.ssl.bundle", bundle));
		return servers.stream("plan-editor", listener, (transport) -> new PlanProtocol(transport, plans, portal));
	}
	// end::tls[]

}

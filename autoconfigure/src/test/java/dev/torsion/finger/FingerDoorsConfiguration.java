package dev.torsion.finger;

import java.util.List;

import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.unix.UnixSocket;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FingerDoorsConfiguration {

	// tag::doors[]
	@Bean
	NetworkServer finger(NetworkServers servers, @Value("${finger.unix-socket:}") String socket,
			@Value("${finger.proxy-protocol.trusted:}") String[] trusted) {
		Listener listener = Listener.on("finger", 2079)
			.withUnixSocket(UnixSocket.of("finger.unix-socket-mode", socket, "rw-rw----"))
			.withProxyProtocol(TrustedPeers.of("finger.proxy-protocol.trusted", List.of(trusted)));
		return servers.stream("finger", listener, (transport) -> new FingerProtocol(transport, new Plans()));
	}
	// end::doors[]

}

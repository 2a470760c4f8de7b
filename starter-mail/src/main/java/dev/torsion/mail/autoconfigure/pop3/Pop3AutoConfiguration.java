package dev.torsion.mail.autoconfigure.pop3;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.Portal;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.mail.autoconfigure.MailAutoConfiguration;
import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Commands;
import dev.torsion.mail.pop3.session.Pop3Protocol;
import dev.torsion.mail.pop3.session.Pop3Server;
import dev.torsion.mail.pop3.session.commands.StandardCommands;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.TlsContext;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.proxy.TrustedPeers;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the POP3 server.
 */
@AutoConfiguration(after = { NetworkAutoConfiguration.class, CredAutoConfiguration.class,
		CredSaslAutoConfiguration.class, MailAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = { "network.mail.enabled", "network.mail.pop3.enabled" }, matchIfMissing = true)
@EnableConfigurationProperties({ MailProperties.class, Pop3Properties.class })
public final class Pop3AutoConfiguration {

	private static final String REFUSAL = "-ERR [SYS/TEMP] Too many connections, try again later\r\n";

	/** Commands of the application first: of several of one verb the first is taken. */
	@Bean
	Pop3Server pop3(Pop3Properties properties, ObjectProvider<Pop3Command> own, Portal portal, Sasl sasl) {
		List<Pop3Command> commands = new ArrayList<>(own.orderedStream().toList());
		commands.addAll(StandardCommands.all());
		return new Pop3Server(new Pop3Commands(commands), portal, sasl, properties.limits());
	}

	@Bean
	NetworkServer pop3Server(Pop3Properties properties, MailProperties mail, NetworkServers servers, Pop3Server pop3) {
		Listener listener = listener(properties, mail, properties.port()).withStartTls(tls(mail, servers));
		return servers.stream("pop3", listener, (transport) -> new Pop3Protocol(pop3, transport));
	}

	@Bean
	NetworkServer pop3TlsServer(Pop3Properties properties, MailProperties mail, NetworkServers servers,
			Pop3Server pop3) {
		TlsContext tls = tls(mail, servers);
		Listener listener = listener(properties, mail, (tls != null) ? properties.tlsPort() : -1);
		return servers.stream("pop3s", (tls != null) ? listener.withTls(tls) : listener,
				(transport) -> new Pop3Protocol(pop3, transport));
	}

	private static @Nullable TlsContext tls(MailProperties mail, NetworkServers servers) {
		return servers.tls("network.mail.ssl.bundle", mail.ssl().bundle());
	}

	private static Listener listener(Pop3Properties properties, MailProperties mail, int port) {
		return Listener.on("network.mail.pop3", port)
			.withAddress((properties.address() != null) ? properties.address() : mail.address())
			.withIdleTimeout(properties.idleTimeout())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress())
			.withProxyProtocol(
					TrustedPeers.of("network.mail.pop3.proxy-protocol.trusted", properties.proxyProtocol().trusted()))
			.withRefusal(REFUSAL);
	}

}

package dev.torsion.conch.autoconfigure.manhole;

import java.util.List;

import dev.torsion.conch.audit.LogAudit;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.auth.AuthMethods;
import dev.torsion.conch.auth.AuthSettings;
import dev.torsion.conch.auth.UserAuthServices;
import dev.torsion.conch.auth.key.KeyRules;
import dev.torsion.conch.manhole.Manhole;
import dev.torsion.conch.server.ConchChannels;
import dev.torsion.conch.server.ConchServers;
import dev.torsion.conch.session.ConnectionRequests;
import dev.torsion.conch.session.Programs;
import dev.torsion.conch.session.SessionChannelFactory;
import dev.torsion.conch.session.SessionSettings;
import dev.torsion.cred.Portal;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.unix.UnixSocket;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration of the listener that leads to the manhole: nothing can be asked for
 * there but a shell, and a terminal for it.
 */
@AutoConfiguration(after = ConchManholeAutoConfiguration.class,
		afterName = { "dev.torsion.conch.autoconfigure.ConchAutoConfiguration",
				"dev.torsion.conch.autoconfigure.auth.ConchAuthAutoConfiguration",
				"dev.torsion.conch.autoconfigure.session.ConchSessionAutoConfiguration" })
@ConditionalOnBean({ Manhole.class, ConchServers.class })
public final class ConchManholeServerAutoConfiguration {

	private static final DataSize WINDOW = DataSize.ofKilobytes(64);

	// Some may be logging in beside those who are inside
	private static final int MAX_CONNECTIONS = 10;

	@Bean
	NetworkServer manholeServer(ManholeProperties properties, Manhole manhole, ConchServers servers, Portal portal,
			KeyRules rules, ObjectProvider<SshAudit> audits) {
		int window = Math.toIntExact(WINDOW.toBytes());
		SessionChannelFactory sessions = new SessionChannelFactory(new Programs(List.of(), manhole::run, List.of()),
				audits.getIfAvailable(LogAudit::new), new SessionSettings(window, 16 * window, 1, List.of("TERM")));
		return servers.server("manhole", listener(properties), DataSize.ofMegabytes(1),
				new UserAuthServices(portal,
						AuthSettings.standard(AuthMethods.parse(properties.authenticationMethods())), rules),
				List.of(new ConchChannels(List.of(sessions), List.of(new ConnectionRequests()))));
	}

	private static Listener listener(ManholeProperties properties) {
		return Listener.on("network.conch.manhole", properties.port())
			.withAddress(properties.address())
			.withUnixSocket(UnixSocket.of("network.conch.manhole.unix-socket", properties.unixSocket(), "rw-------"))
			.withMaxConnections(MAX_CONNECTIONS, MAX_CONNECTIONS);
	}

}

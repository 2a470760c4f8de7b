package dev.torsion.words.autoconfigure.irc;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.cred.Portal;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.cred.sasl.Sasl;
import dev.torsion.cred.service.AccountService;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.TlsContext;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.words.Participants;
import dev.torsion.words.Rooms;
import dev.torsion.words.history.HistoryStore;
import dev.torsion.words.irc.service.ServiceCommands;
import dev.torsion.words.irc.session.Admission;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.access.NewAccounts;
import dev.torsion.words.irc.session.access.PasswordAdmission;
import dev.torsion.words.irc.session.access.ReservedNicks;
import dev.torsion.words.irc.session.access.SanctionAdmission;
import dev.torsion.words.irc.session.commands.AccountCommands;
import dev.torsion.words.irc.session.commands.StandardCommands;
import dev.torsion.words.moderation.Sanctions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the IRC server.
 */
@AutoConfiguration(
		after = { NetworkAutoConfiguration.class, CredAutoConfiguration.class, CredSaslAutoConfiguration.class },
		afterName = { "dev.torsion.words.autoconfigure.WordsAutoConfiguration",
				"dev.torsion.words.autoconfigure.moderation.WordsModerationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = { "network.words.enabled", "network.words.irc.enabled" }, matchIfMissing = true)
@EnableConfigurationProperties(IrcProperties.class)
public final class WordsIrcAutoConfiguration {

	private static final String REFUSAL = "ERROR :Too many connections, try again later\r\n";

	@Bean
	IrcServer.World ircWorld(Rooms rooms, Participants participants, HistoryStore history, Portal portal, Sasl sasl) {
		return new IrcServer.World(rooms, participants, history, portal, sasl, Clock.systemUTC());
	}

	@Bean
	@Order(0)
	PasswordAdmission ircPasswordAdmission(IrcProperties properties) {
		return new PasswordAdmission(properties.password());
	}

	@Bean
	@Order(50)
	@ConditionalOnBean(Sanctions.class)
	SanctionAdmission ircSanctionAdmission(Sanctions sanctions) {
		return new SanctionAdmission(sanctions);
	}

	@Bean
	@Order(100)
	@ConditionalOnBooleanProperty(name = "network.words.irc.reserve-nicknames", matchIfMissing = true)
	ReservedNicks ircReservedNicks(Accounts accounts) {
		return new ReservedNicks(accounts);
	}

	@Bean
	@ConditionalOnBooleanProperty("network.words.irc.registration.enabled")
	NewAccounts ircNewAccounts(IrcProperties properties, AccountService service) {
		return new NewAccounts(service, properties.registration().beforeConnect());
	}

	/** Commands of the application first: of several of one name the first is taken. */
	@Bean
	IrcServer irc(IrcProperties properties, IrcServer.World world, ObjectProvider<IrcCommand> own,
			ObjectProvider<NewAccounts> accounts, ObjectProvider<Admission> admissions) {
		List<IrcCommand> commands = new ArrayList<>(own.orderedStream().toList());
		accounts.ifAvailable((it) -> commands.addAll(AccountCommands.all(it)));
		commands.addAll(ServiceCommands.all(accounts.getIfAvailable()));
		commands.addAll(StandardCommands.all());
		return new IrcServer(properties.settings(world.rooms().application().profile().nick()), world, commands,
				admissions.orderedStream().toList());
	}

	@Bean
	NetworkServer ircServer(IrcProperties properties, NetworkServers servers, IrcServer irc) {
		return servers.stream("irc", listener(properties, properties.port()), irc);
	}

	@Bean
	NetworkServer ircTlsServer(IrcProperties properties, NetworkServers servers, IrcServer irc) {
		TlsContext tls = tls(properties.ssl(), servers);
		Listener listener = listener(properties, (tls != null) ? properties.tlsPort() : -1);
		return servers.stream("ircs", (tls != null) ? listener.withTls(tls) : listener, irc);
	}

	private static @Nullable TlsContext tls(IrcProperties.Ssl ssl, NetworkServers servers) {
		String bundle = ssl.bundle();
		return (bundle == null || bundle.isBlank()) ? null
				: servers.tls(ssl.clientAuth().settings("network.words.irc.ssl.bundle", bundle));
	}

	private static Listener listener(IrcProperties properties, int port) {
		return Listener.on("network.words.irc", port)
			.withAddress(properties.address())
			.withIdleTimeout(properties.idleTimeout())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress())
			.withSendQueueLimit(properties.sendQueueLimit())
			.withProxyProtocol(
					TrustedPeers.of("network.words.irc.proxy-protocol.trusted", properties.proxyProtocol().trusted()))
			.withRefusal(REFUSAL);
	}

}

package dev.torsion.words.autoconfigure.irc.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.words.autoconfigure.irc.client.IrcClientProperties.Connection;
import dev.torsion.words.autoconfigure.irc.client.IrcClientProperties.Ssl;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientBuilder;
import dev.torsion.words.irc.client.IrcClients;
import dev.torsion.words.irc.client.IrcLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/**
 * The clients of {@code network.words.irc.client.connections}, or what is wrong with
 * them; never with a password in the text.
 */
final class ConfiguredClients {

	static final String PROPERTY = "network.words.irc.client.connections";

	private final Map<String, IrcClient> clients = new HashMap<>();

	ConfiguredClients(List<Connection> connections, IrcClients clients) {
		for (int i = 0; i < connections.size(); i++) {
			String property = "%s[%d]".formatted(PROPERTY, i);
			Connection connection = connections.get(i);
			String name = required(property + ".name", connection.name());
			if (this.clients.put(name, client(property, name, connection, clients)) != null) {
				throw new FailureAnalyzedException("%s.name is '%s', as is that before it.".formatted(property, name),
						"Rename one of the two.");
			}
		}
	}

	/**
	 * A client, for its bean.
	 * @param name the name of the connection
	 * @return the client
	 */
	IrcClient client(String name) {
		IrcClient client = this.clients.get(name);
		if (client == null) {
			throw new IllegalArgumentException("No connection " + name);
		}
		return client;
	}

	private static IrcClient client(String property, String name, Connection connection, IrcClients clients) {
		IrcClientBuilder builder = clients.to(required(property + ".host", connection.host()))
			.name("irc-" + name)
			.nick(required(property + ".nick", connection.nick()), connection.alternates().toArray(String[]::new))
			.port(connection.port());
		try {
			describe(builder, connection);
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException("%s ('%s') cannot be: %s.".formatted(property, name, ex.getMessage()),
					"Correct the settings of the connection.", ex);
		}
	}

	private static void describe(IrcClientBuilder builder, Connection connection) {
		builder.user(connection.user())
			.realName(connection.realName())
			.serverPassword(connection.serverPassword())
			.channels(connection.channels().toArray(String[]::new))
			.version(connection.version())
			.limits(IrcLimits.ofDefaults()
				.withKeepAlive(connection.keepAlive())
				.withPace(connection.burst(), connection.interval()));
		Ssl ssl = connection.ssl();
		if (connection.tls()) {
			builder.sslBundle((ssl != null) ? ssl.bundle() : null);
		}
		else if (connection.plainTextAllowed()) {
			builder.plainTextAnywhere();
		}
		else {
			builder.plainText();
		}
		login(builder, connection.account(), connection.password());
	}

	private static void login(IrcClientBuilder builder, @Nullable String account, @Nullable String password) {
		if (account != null && password != null) {
			builder.login(account, password);
		}
		else if (account != null) {
			builder.certificateLogin(account);
		}
		else if (password != null) {
			throw new IllegalArgumentException("There is a password, and no account");
		}
	}

	private static String required(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new FailureAnalyzedException(property + " is not set.", "Set it.");
		}
		return value;
	}

}

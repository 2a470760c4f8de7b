package dev.torsion.words.autoconfigure.irc.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the IRC client.
 *
 * @param connections networks to be on, each an 'IrcClient' bean of its name
 */
@ConfigurationProperties("network.words.irc.client")
public record IrcClientProperties(@DefaultValue List<Connection> connections) {

	/**
	 * A network.
	 *
	 * @param name name of the 'IrcClient' bean
	 * @param host name or IP address of the server
	 * @param port port of the server; 6697 if not set, or 6667 without TLS
	 * @param tls whether TLS begins with the first byte
	 * @param ssl whom to trust, and the certificate to show
	 * @param plainTextAllowed whether there may be no TLS to another machine, so that
	 * others can read and change what is said
	 * @param nick nickname
	 * @param alternates nicknames to take if somebody has that one
	 * @param user name of the user; the nickname if not set
	 * @param realName text that describes the client; the nickname if not set
	 * @param serverPassword password of the server
	 * @param account account to log in to by SASL
	 * @param password password of the account; if not set, the certificate of the SSL
	 * bundle logs in
	 * @param channels channels to join, each with its key behind a space if it has one
	 * @param version answer to those who ask for the version of the client; none if empty
	 * @param keepAlive after how long a silent server is asked whether it is still there;
	 * it is given up after as long again
	 * @param burst most lines sent at once
	 * @param interval how long each line counts, before the next may be sent after a
	 * burst
	 */
	public record Connection(@Nullable String name, @Nullable String host, @DefaultValue("0") int port,
			@DefaultValue("true") boolean tls, @Nullable Ssl ssl, @DefaultValue("false") boolean plainTextAllowed,
			@Nullable String nick, @DefaultValue List<String> alternates, @Nullable String user,
			@Nullable String realName, @Nullable String serverPassword, @Nullable String account,
			@Nullable String password, @DefaultValue List<String> channels, @DefaultValue("") String version,
			@DefaultValue("1m") Duration keepAlive, @DefaultValue("5") int burst,
			@DefaultValue("2s") Duration interval) {

		/**
		 * Hides the passwords.
		 * @return the name
		 */
		@Override
		public String toString() {
			return "Connection[name=" + this.name + "]";
		}

	}

	/**
	 * TLS of a connection.
	 *
	 * @param bundle name of the SSL bundle; whom the JVM trusts if not set
	 */
	public record Ssl(@Nullable String bundle) {

	}

}

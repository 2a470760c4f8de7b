package dev.torsion.conch.autoconfigure.client;

import java.time.Duration;
import java.util.List;

import dev.torsion.conch.algorithm.Profile;
import dev.torsion.conch.client.SshClientSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the SSH client.
 *
 * @param hosts servers that the application asks for by name
 * @param knownHosts file of keys of servers, as OpenSSH has it; below 'network.data' if
 * it is relative
 * @param profile algorithms that are offered to servers
 * @param maxConnections most connections to one server
 * @param maxChannels most commands, tunnels and the like that share a connection; OpenSSH
 * lets 10
 * @param maxPending most that wait for a connection to one server
 * @param acquireTimeout how long they wait
 * @param idleTimeout how long a connection that nobody uses is kept
 * @param keepAliveInterval how often a server is asked whether it is still there; it is
 * given up after three questions
 * @param connectTimeout how long the look-up of a name, each address and the login may
 * take
 */
@ConfigurationProperties("network.conch.client")
public record ClientProperties(@DefaultValue List<Host> hosts, @DefaultValue("ssh/known_hosts") String knownHosts,
		@DefaultValue("hardened") Profile profile, @DefaultValue("4") int maxConnections,
		@DefaultValue("8") int maxChannels, @DefaultValue("256") int maxPending,
		@DefaultValue("30s") Duration acquireTimeout, @DefaultValue("5m") Duration idleTimeout,
		@DefaultValue("30s") Duration keepAliveInterval, @DefaultValue("10s") Duration connectTimeout) {

	SshClientSettings settings() {
		return new SshClientSettings(this.maxConnections, this.maxChannels, this.maxPending, this.acquireTimeout,
				this.idleTimeout, this.keepAliveInterval, this.connectTimeout);
	}

	/**
	 * A server.
	 *
	 * @param name what the application calls it
	 * @param host name or IP address of the server; the name above if not set
	 * @param port port of the server
	 * @param user name of the account
	 * @param password password of the account
	 * @param privateKey private key: its text, or a file of it, which may begin with
	 * 'classpath:'
	 * @param passphrase what the private key is encrypted with
	 * @param agent whether the agent at SSH_AUTH_SOCK is asked for keys
	 * @param knownHosts file of keys of servers, in the place of the one for all
	 * @param fingerprint fingerprint of the server's key as 'ssh-keygen -l' shows it, in
	 * the place of a file
	 * @param jump name of the server through which this one is reached
	 */
	public record Host(@Nullable String name, @Nullable String host, @DefaultValue("22") int port,
			@Nullable String user, @Nullable String password, @Nullable String privateKey, @Nullable String passphrase,
			@DefaultValue("false") boolean agent, @Nullable String knownHosts, @Nullable String fingerprint,
			@Nullable String jump) {

	}

}

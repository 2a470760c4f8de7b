package dev.torsion.words.autoconfigure.irc;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcSettings;
import io.netty.handler.ssl.ClientAuth;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the IRC server.
 *
 * @param enabled whether there is one
 * @param port port in plain text; 0 for any free one, -1 for none
 * @param address address to bind to; 'network.address' if not set
 * @param tlsPort port with TLS from the first byte, -1 for none; off until 'ssl.bundle'
 * is set
 * @param ssl TLS
 * @param idleTimeout how long a client may say nothing before it is asked whether it is
 * there, and then before it is disconnected
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address
 * @param sendQueueLimit how much may be waiting for a client that does not read before it
 * is disconnected
 * @param proxyProtocol proxies that say who the client is
 * @param network name of the network; the name of the server if not set
 * @param motd message of the day, a list of lines
 * @param password password that everybody has to know, for PASS; none if not set
 * @param operatorRole role of accounts that may become operators of the server; nobody if
 * not set
 * @param loginRequired whether only who has an account may come in
 * @param reserveNicknames whether a nickname that is the name of an account is for who
 * has logged in to that
 * @param cloak whether others are shown something in the place of the addresses of
 * clients
 * @param disabledCapabilities comma-separated list of capabilities of IRCv3 that clients
 * are not offered, such as 'draft/multiline'
 * @param registration accounts that clients make for themselves
 * @param limits sizes
 * @param flood how fast a client may be
 */
@ConfigurationProperties("network.words.irc")
public record IrcProperties(@DefaultValue("true") boolean enabled, @DefaultValue("6667") int port,
		@Nullable String address, @DefaultValue("6697") int tlsPort, @DefaultValue Ssl ssl,
		@DefaultValue("2m") Duration idleTimeout, @DefaultValue("10000") int maxConnections,
		@DefaultValue("100") int maxConnectionsPerAddress, @DefaultValue("1MB") DataSize sendQueueLimit,
		@NestedConfigurationProperty @DefaultValue ProxyProtocolProperties proxyProtocol, @Nullable String network,
		@DefaultValue List<String> motd, @Nullable String password, @Nullable String operatorRole,
		@DefaultValue("false") boolean loginRequired, @DefaultValue("true") boolean reserveNicknames,
		@DefaultValue("true") boolean cloak, @DefaultValue List<String> disabledCapabilities,
		@DefaultValue Registration registration, @DefaultValue Limits limits, @DefaultValue Flood flood) {

	IrcSettings settings(String server) {
		return new IrcSettings(server, StringUtils.hasText(this.network) ? this.network : server, this.motd, caps(),
				this.limits.limits(), new IrcSettings.Flood(this.flood.burst(), this.flood.interval()),
				StringUtils.hasText(this.operatorRole) ? this.operatorRole : null, this.loginRequired, this.cloak);
	}

	private Set<Cap> caps() {
		Set<Cap> caps = EnumSet.allOf(Cap.class);
		for (String name : this.disabledCapabilities) {
			Cap cap = Cap.of(name);
			if (cap == null) {
				throw new FailureAnalyzedException(
						"network.words.irc.disabled-capabilities has '" + name + "', which is no capability.",
						"Use names of capabilities as clients know them, such as 'draft/multiline'.");
			}
			caps.remove(cap);
		}
		if (!this.registration.enabled()) {
			caps.remove(Cap.ACCOUNT_REGISTRATION);
		}
		return caps;
	}

	/**
	 * Hides the password.
	 * @return the ports
	 */
	@Override
	public String toString() {
		return "IrcProperties[port=" + this.port + ", tlsPort=" + this.tlsPort + "]";
	}

	/**
	 * TLS.
	 *
	 * @param bundle SSL bundle with the certificate
	 * @param clientAuth whether clients are asked for certificates, with which they can
	 * log in
	 */
	public record Ssl(@Nullable String bundle, @DefaultValue("none") ClientCertificates clientAuth) {

	}

	/**
	 * Whether clients are asked for certificates.
	 */
	public enum ClientCertificates {

		/** They are not. */
		NONE(ClientAuth.NONE),

		/** They are, and need not have one. */
		WANT(ClientAuth.OPTIONAL),

		/** They have to have one. */
		NEED(ClientAuth.REQUIRE);

		private final ClientAuth auth;

		ClientCertificates(ClientAuth auth) {
			this.auth = auth;
		}

		TlsSettings settings(String property, String bundle) {
			return new TlsSettings(property, bundle, Map.of(), this.auth);
		}

	}

	/**
	 * Accounts that clients make for themselves.
	 *
	 * @param enabled whether they may, if there is a place for new accounts
	 * @param beforeConnect whether they may before they have come in
	 */
	public record Registration(@DefaultValue("false") boolean enabled, @DefaultValue("false") boolean beforeConnect) {

	}

	/**
	 * Sizes, in characters if not said otherwise.
	 *
	 * @param nick longest nickname
	 * @param user longest name of a user
	 * @param realName longest text of a user
	 * @param channel longest name of a channel
	 * @param topic longest topic
	 * @param reason longest reason of KICK, PART and QUIT
	 * @param away longest reason of AWAY
	 * @param tags longest tags of a client
	 * @param line longest rest of a line
	 * @param targets how many targets a command may have
	 * @param modes how many modes with a parameter MODE may change
	 * @param monitor how many nicknames a client may watch
	 * @param whowas how many who have gone are remembered
	 * @param history how much of what has happened is told at a time
	 * @param registration how long a client may take to come in
	 */
	public record Limits(@DefaultValue("32") int nick, @DefaultValue("20") int user, @DefaultValue("150") int realName,
			@DefaultValue("64") int channel, @DefaultValue("390") int topic, @DefaultValue("390") int reason,
			@DefaultValue("200") int away, @DefaultValue("4096B") DataSize tags, @DefaultValue("512B") DataSize line,
			@DefaultValue("10") int targets, @DefaultValue("10") int modes, @DefaultValue("100") int monitor,
			@DefaultValue("1000") int whowas, @DefaultValue("100") int history,
			@DefaultValue("60s") Duration registration) {

		IrcSettings.Limits limits() {
			return new IrcSettings.Limits(this.nick, this.user, this.realName, this.channel, this.topic, this.reason,
					this.away, Math.toIntExact(this.tags.toBytes()), Math.toIntExact(this.line.toBytes()), this.targets,
					this.modes, this.monitor, this.whowas, this.history, this.registration);
		}

	}

	/**
	 * How fast a client may be: more is read only after a while.
	 *
	 * @param burst how many commands at once
	 * @param interval after how long there may be one more; 0 for no limit
	 */
	public record Flood(@DefaultValue("20") int burst, @DefaultValue("500ms") Duration interval) {

	}

}

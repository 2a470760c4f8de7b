package dev.torsion.words.irc.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.torsion.net.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Says what a client is like. Only the host is needed. For one thread.
 */
public final class IrcClientBuilder {

	private final Function<IrcClientSettings, IrcClient> clients;

	private final String host;

	private String name;

	private int port;

	private boolean tls = true;

	private boolean plainTextAllowed;

	private @Nullable String bundle;

	private String nick = "torsion";

	private List<String> alternates = List.of();

	private @Nullable String user;

	private @Nullable String realName;

	private @Nullable String serverPassword;

	private @Nullable IrcLogin login;

	private final List<String> channels = new ArrayList<>();

	private String version = "";

	private Backoff backoff = Backoff.ofDefaults();

	private IrcLimits limits = IrcLimits.ofDefaults();

	/**
	 * Begins with a host.
	 * @param host the name of the server, or its IP address
	 * @param clients makes the client
	 */
	public IrcClientBuilder(String host, Function<IrcClientSettings, IrcClient> clients) {
		this.host = host;
		this.name = "irc-" + host;
		this.clients = clients;
	}

	/**
	 * Names the client, in logs and meters.
	 * @param name the name, unique among the clients of the application
	 * @return this builder
	 */
	public IrcClientBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Sets the port.
	 * @param port the port, 0 for 6697, or 6667 without TLS
	 * @return this builder
	 */
	public IrcClientBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Trusts others than the JVM does, or shows a certificate.
	 * @param bundle the SSL bundle, {@code null} for none
	 * @return this builder
	 */
	public IrcClientBuilder sslBundle(@Nullable String bundle) {
		this.bundle = bundle;
		return this;
	}

	/**
	 * Goes without TLS, to a server on this machine.
	 * @return this builder
	 */
	public IrcClientBuilder plainText() {
		this.tls = false;
		return this;
	}

	/**
	 * Goes without TLS, wherever the server is: all that is said can be read and changed
	 * on the way.
	 * @return this builder
	 */
	public IrcClientBuilder plainTextAnywhere() {
		this.tls = false;
		this.plainTextAllowed = true;
		return this;
	}

	/**
	 * Sets the nickname.
	 * @param nick the nickname
	 * @param alternates what is taken if somebody has that one
	 * @return this builder
	 */
	public IrcClientBuilder nick(String nick, String... alternates) {
		this.nick = nick;
		this.alternates = List.of(alternates);
		return this;
	}

	/**
	 * Sets the name of the user.
	 * @param user the name, {@code null} for the nickname
	 * @return this builder
	 */
	public IrcClientBuilder user(@Nullable String user) {
		this.user = user;
		return this;
	}

	/**
	 * Sets the text that describes the client.
	 * @param realName the text, {@code null} for the nickname
	 * @return this builder
	 */
	public IrcClientBuilder realName(@Nullable String realName) {
		this.realName = realName;
		return this;
	}

	/**
	 * Sets the password of the server, which only private servers and bouncers have.
	 * @param password the password, {@code null} for none
	 * @return this builder
	 */
	public IrcClientBuilder serverPassword(@Nullable String password) {
		this.serverPassword = password;
		return this;
	}

	/**
	 * Logs in with a password.
	 * @param account the account
	 * @param password its password
	 * @return this builder
	 */
	public IrcClientBuilder login(String account, String password) {
		this.login = new IrcLogin(account, password);
		return this;
	}

	/**
	 * Logs in with the certificate of the SSL bundle.
	 * @param account the account
	 * @return this builder
	 */
	public IrcClientBuilder certificateLogin(String account) {
		this.login = new IrcLogin(account, null);
		return this;
	}

	/**
	 * Joins channels whenever it has connected.
	 * @param channels their names, each with its key behind a space if it has one
	 * @return this builder
	 */
	public IrcClientBuilder channels(String... channels) {
		this.channels.addAll(List.of(channels));
		return this;
	}

	/**
	 * Answers those who ask for the version.
	 * @param version the text, empty for no answer
	 * @return this builder
	 */
	public IrcClientBuilder version(String version) {
		this.version = version;
		return this;
	}

	/**
	 * Sets how long to wait before connecting again.
	 * @param backoff the waits
	 * @return this builder
	 */
	public IrcClientBuilder backoff(Backoff backoff) {
		this.backoff = backoff;
		return this;
	}

	/**
	 * Sets what the client takes and gives.
	 * @param limits the limits
	 * @return this builder
	 */
	public IrcClientBuilder limits(IrcLimits limits) {
		this.limits = limits;
		return this;
	}

	/**
	 * Makes the client, which connects when it is started; one that is a bean is started
	 * with the application.
	 * @return the client
	 * @throws IllegalArgumentException if it cannot be as it is described
	 */
	public IrcClient build() {
		int port = (this.port != 0) ? this.port : (this.tls ? IrcAddress.TLS_PORT : IrcAddress.PORT);
		return this.clients.apply(new IrcClientSettings(this.name,
				new IrcAddress(this.host, port, this.tls, this.bundle, this.plainTextAllowed),
				new IrcIdentity(this.nick, this.alternates, (this.user != null) ? this.user : this.nick,
						(this.realName != null) ? this.realName : this.nick, this.serverPassword),
				this.login, this.channels, this.version, this.backoff, this.limits));
	}

	/**
	 * Makes the client and starts it.
	 * @return the client, which has to be closed
	 */
	public IrcClient connect() {
		IrcClient client = build();
		client.start();
		return client;
	}

}

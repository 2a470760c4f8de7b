package dev.torsion.mail.autoconfigure.smtp;

import java.time.Duration;
import java.util.function.Supplier;

import dev.torsion.mail.autoconfigure.MailProperties;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.ProtocolFactory;
import dev.torsion.net.TlsContext;
import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import dev.torsion.net.proxy.TrustedPeers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * What the listeners of SMTP and LMTP have in common.
 */
final class SmtpListeners {

	private static final String REFUSAL = "421 4.7.0 Too many connections, try again later\r\n";

	private final MailProperties mail;

	private final NetworkServers servers;

	private final @Nullable TlsContext tls;

	SmtpListeners(MailProperties mail, NetworkServers servers) {
		this.mail = mail;
		this.servers = servers;
		this.tls = servers.tls("network.mail.ssl.bundle", mail.ssl().bundle());
	}

	NetworkServer startTls(String name, Listener listener, ProtocolFactory protocols) {
		return this.servers.stream(name, listener.withStartTls(this.tls), protocols);
	}

	NetworkServer tls(String name, Listener listener, ProtocolFactory protocols) {
		return this.servers.stream(name, (this.tls != null) ? listener.withTls(this.tls) : listener, protocols);
	}

	boolean hasTls() {
		return this.tls != null;
	}

	Listener listener(String property, int port, @Nullable String address, Duration idleTimeout,
			ProxyProtocolProperties proxies) {
		return Listener.on(property, port)
			.withAddress((address != null) ? address : this.mail.address())
			.withIdleTimeout(idleTimeout)
			.withProxyProtocol(TrustedPeers.of(property + ".proxy-protocol.trusted", proxies.trusted()))
			.withRefusal(REFUSAL);
	}

	static <T> T checked(String property, Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new FailureAnalyzedException("In " + property + ", " + ex.getMessage() + ".",
					"Set another value there.", ex);
		}
	}

}

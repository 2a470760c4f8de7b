package dev.torsion.mail.autoconfigure.pop3;

import java.time.Duration;

import dev.torsion.mail.pop3.session.Pop3Limits;
import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the POP3 server.
 *
 * @param enabled whether there is one
 * @param port port, with TLS by STLS; 0 for any free one, -1 for none
 * @param address address to bind to; 'network.mail.address' if not set
 * @param tlsPort port with TLS from the first byte, -1 for none; off until
 * 'network.mail.ssl.bundle' is set
 * @param idleTimeout how long an idle connection is kept; RFC 1939 asks for 10 minutes
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address
 * @param maxLine longest line of a command, what is sent with AUTH aside
 * @param maxErrors most errors of a connection before it is ended; after the login what
 * succeeds begins anew
 * @param proxyProtocol proxies that say who the client is
 */
@ConfigurationProperties("network.mail.pop3")
public record Pop3Properties(@DefaultValue("true") boolean enabled, @DefaultValue("2110") int port,
		@Nullable String address, @DefaultValue("2995") int tlsPort, @DefaultValue("10m") Duration idleTimeout,
		@DefaultValue("10000") int maxConnections, @DefaultValue("100") int maxConnectionsPerAddress,
		@DefaultValue("512B") DataSize maxLine, @DefaultValue("10") int maxErrors,
		@NestedConfigurationProperty @DefaultValue ProxyProtocolProperties proxyProtocol) {

	Pop3Limits limits() {
		try {
			return new Pop3Limits(Math.toIntExact(this.maxLine.toBytes()), this.maxErrors);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new FailureAnalyzedException("In network.mail.pop3, " + ex.getMessage() + ".",
					"Set another value there.", ex);
		}
	}

}

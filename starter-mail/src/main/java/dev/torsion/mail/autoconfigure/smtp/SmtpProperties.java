package dev.torsion.mail.autoconfigure.smtp;

import java.time.Duration;

import dev.torsion.mail.smtp.session.message.BareNewlines;
import dev.torsion.mail.smtp.session.settings.SmtpLimits;
import dev.torsion.net.autoconfigure.ProxyProtocolProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the SMTP server, which takes the mail of others.
 *
 * @param enabled whether there is one
 * @param port port, with TLS by STARTTLS; 0 for any free one, -1 for none
 * @param address address to bind to; 'network.mail.address' if not set
 * @param idleTimeout how long an idle connection is kept
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address
 * @param maxSize largest message
 * @param maxHeader most headers of a message
 * @param maxLine longest line of a command, what is sent with AUTH aside
 * @param maxRecipients most recipients of a message
 * @param maxMessages most messages of a connection
 * @param maxErrors most refusals of a connection before it is ended; a message that is
 * taken begins anew
 * @param bareNewlines what becomes of LF without CR and of CR without LF: 'reject'
 * refuses them, 'normalize' takes LF for CRLF and CR for a space
 * @param auth whether clients can log in here too
 * @param proxyProtocol proxies that say who the client is
 */
@ConfigurationProperties("network.mail.smtp")
public record SmtpProperties(@DefaultValue("true") boolean enabled, @DefaultValue("2525") int port,
		@Nullable String address, @DefaultValue("5m") Duration idleTimeout, @DefaultValue("1000") int maxConnections,
		@DefaultValue("50") int maxConnectionsPerAddress, @DefaultValue("50MB") DataSize maxSize,
		@DefaultValue("256KB") DataSize maxHeader, @DefaultValue("2048B") DataSize maxLine,
		@DefaultValue("100") int maxRecipients, @DefaultValue("10000") int maxMessages,
		@DefaultValue("20") int maxErrors, @DefaultValue("reject") BareNewlines bareNewlines,
		@DefaultValue("false") boolean auth,
		@NestedConfigurationProperty @DefaultValue ProxyProtocolProperties proxyProtocol) {

	SmtpLimits limits() {
		return SmtpListeners.checked("network.mail.smtp",
				() -> new SmtpLimits(this.maxSize.toBytes(), Math.toIntExact(this.maxHeader.toBytes()),
						Math.toIntExact(this.maxLine.toBytes()), this.maxRecipients, this.maxMessages, this.maxErrors));
	}

}

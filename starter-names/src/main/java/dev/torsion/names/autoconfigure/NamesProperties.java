package dev.torsion.names.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the DNS server.
 *
 * @param port port for UDP and TCP, 0 for any free one, -1 for none
 * @param address address to bind to; 'network.address' if not set
 * @param tlsPort port for DNS over TLS, -1 for none; off until 'ssl.bundle' is set
 * @param ssl certificate of DNS over TLS
 * @param httpPath path of DNS over HTTPS on the web server of the application, if that is
 * reactive; empty for none
 * @param idleTimeout how long an idle connection is kept
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one address
 * @param maxQueries most queries over UDP that wait for an answer at a time
 * @param queryTimeout how long filters, handlers and methods may take for an answer
 * @param maxQueriesPerConnection most queries of a connection that wait at a time
 * @param udpPayload longest answer over UDP; longer ones are fetched by TCP
 * @param identity name of this server for 'id.server' and NSID; none is told if not set
 * @param version version that 'version.bind' tells; none is told if not set
 * @param cookies cookies by which clients prove their addresses over UDP
 * @param zones list of zones
 * @param tsigKeys list of the secrets that are shared with other servers
 */
@ConfigurationProperties("network.names")
public record NamesProperties(@DefaultValue("2053") int port, @Nullable String address,
		@DefaultValue("2853") int tlsPort, @DefaultValue Ssl ssl, @DefaultValue("/dns-query") String httpPath,
		@DefaultValue("10s") Duration idleTimeout, @DefaultValue("10000") int maxConnections,
		@DefaultValue("100") int maxConnectionsPerAddress, @DefaultValue("10000") int maxQueries,
		@DefaultValue("30s") Duration queryTimeout, @DefaultValue("100") int maxQueriesPerConnection,
		@DefaultValue("1232B") DataSize udpPayload, @Nullable String identity, @Nullable String version,
		@DefaultValue Cookies cookies, @NestedConfigurationProperty @DefaultValue List<ZoneProperties> zones,
		@NestedConfigurationProperty @DefaultValue List<TsigKeyProperties> tsigKeys) {

	/**
	 * TLS.
	 *
	 * @param bundle SSL bundle with the certificate
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Cookies.
	 *
	 * @param enabled whether to answer cookies
	 * @param required whether clients without a good cookie get no other answer over UDP
	 * @param secret secret of 16 bytes in hexadecimal, the same on all servers of a farm;
	 * a random one if not set
	 * @param previousSecret secret before that, whose cookies are still taken
	 */
	public record Cookies(@DefaultValue("true") boolean enabled, boolean required, @Nullable String secret,
			@Nullable String previousSecret) {

		/** Without the secrets, which have no business in a log. */
		@Override
		public String toString() {
			return "Cookies[enabled=" + this.enabled + ", required=" + this.required + "]";
		}

	}

}

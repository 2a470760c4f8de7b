package dev.torsion.names.autoconfigure;

import dev.torsion.names.DnsFilter;
import dev.torsion.names.session.MessageHandler;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.names.session.ZoneHandler;
import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.session.limit.ResponseRateLimiter;
import dev.torsion.names.session.transport.NamesDatagrams;
import dev.torsion.names.session.transport.NamesProtocol;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.DatagramServer;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.TlsContext;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the DNS server.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.names.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NamesProperties.class)
public final class NamesAutoConfiguration {

	@Bean
	Zones namesZones(ObjectProvider<Zones.Overlay> overlay) {
		return new Zones(overlay.getIfAvailable(() -> (source) -> source));
	}

	@Bean
	@ConditionalOnMissingBean
	ZoneSelector namesZoneSelector(Zones zones) {
		return (client, listener) -> zones.current();
	}

	@Bean
	@ConditionalOnMissingBean
	ZoneHandler namesZoneHandler(ZoneSelector selector) {
		return new ZoneHandler(selector);
	}

	@Bean
	NameServer namesServer(NamesProperties properties, ZoneSelector selector, ObjectProvider<DnsFilter> filters,
			ListableBeanFactory beans, ObjectProvider<MessageHandler> messages,
			ObjectProvider<ResponseRateLimiter> limiter) {
		ServerSettings settings = new ServerSettings(Math.toIntExact(properties.udpPayload().toBytes()),
				properties.identity(), properties.version(), ServerCookieSecrets.cookies(properties.cookies()),
				properties.cookies().required(), limiter.getIfAvailable(), properties.idleTimeout(),
				properties.queryTimeout());
		return new NameServer(settings, selector, filters.orderedStream().toList(), HandlerBeans.of(beans),
				messages.orderedStream().toList());
	}

	@Bean
	NetworkServer namesTcpServer(NamesProperties properties, NetworkServers servers, NameServer names) {
		NamesProtocol.Limits limits = limits(properties);
		return servers.stream("names-tcp", listener(properties, properties.port()),
				(transport) -> new NamesProtocol(names, "names-tcp", limits, transport));
	}

	@Bean
	DatagramServer namesUdpServer(NamesProperties properties, NetworkServers servers, NameServer names,
			@Qualifier("namesTcpServer") NetworkServer tcp) {
		Listener listener = listener(properties, properties.port()).withMaxConnections(properties.maxQueries(),
				properties.maxQueries());
		return servers
			.datagrams("names-udp", listener, NamesDatagrams.MAX_QUERY, new NamesDatagrams(names, "names-udp"))
			.beside(tcp);
	}

	@Bean
	NetworkServer namesTlsServer(NamesProperties properties, NetworkServers servers, NameServer names) {
		TlsContext tls = servers.tls("network.names.ssl.bundle", properties.ssl().bundle());
		Listener listener = listener(properties, (tls != null) ? properties.tlsPort() : -1);
		NamesProtocol.Limits limits = limits(properties);
		return servers.stream("names-tls", (tls != null) ? listener.withTls(tls) : listener,
				(transport) -> new NamesProtocol(names, "names-tls", limits, transport));
	}

	private static NamesProtocol.Limits limits(NamesProperties properties) {
		return new NamesProtocol.Limits(properties.maxQueriesPerConnection(), properties.idleTimeout());
	}

	private static Listener listener(NamesProperties properties, int port) {
		return Listener.on("network.names", port)
			.withAddress(properties.address())
			.withIdleTimeout(properties.idleTimeout())
			.withMaxConnections(properties.maxConnections(), properties.maxConnectionsPerAddress());
	}

}

package dev.torsion.names.autoconfigure.resolver;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.torsion.names.DnsClient;
import dev.torsion.names.client.DnsClientResolverGroup;
import dev.torsion.names.client.Forwarder;
import dev.torsion.names.client.RebindingFilter;
import dev.torsion.names.client.RecursionHandler;
import dev.torsion.names.client.ResolvingClient;
import dev.torsion.names.client.SearchingLookup;
import dev.torsion.names.client.Source;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.iterate.Iterator;
import dev.torsion.names.client.iterate.RootHints;
import dev.torsion.names.client.local.HostsFile;
import dev.torsion.names.client.local.ResolvConf;
import dev.torsion.names.client.local.SpecialNames;
import dev.torsion.names.client.upstream.UpstreamServer;
import dev.torsion.names.client.upstream.Upstreams;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.address.AddressRanges;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import reactor.core.publisher.Mono;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Auto-configuration of the application's resolver, and of recursion for clients of the
 * server. It comes before that of the network, whose look-up of names it replaces.
 */
@AutoConfiguration(before = NetworkAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "network.names.resolver.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ResolverProperties.class)
@ImportRuntimeHints(ResolverAutoConfiguration.Hints.class)
public final class ResolverAutoConfiguration {

	@Bean
	ResolvConf namesResolvConf(ResolverProperties properties) {
		return ResolvConf.read(properties.resolvConf());
	}

	@Bean
	HostsFile namesHosts(ResolverProperties properties) {
		return HostsFile.read(properties.hosts());
	}

	@Bean
	@ConditionalOnMissingBean
	NameLookup namesLookup(DnsClient client, ResolvConf conf, HostsFile hosts) {
		return new SearchingLookup(client, conf, hosts);
	}

	@Bean
	@ConditionalOnMissingBean
	DnsClientResolverGroup namesResolverGroup(NameLookup names) {
		return new DnsClientResolverGroup(names);
	}

	@Bean
	@Conditional(OnRecursionCondition.class)
	@ConditionalOnMissingBean
	RecursionHandler namesRecursion(DnsClient client, ResolverProperties properties, NetworkServers servers) {
		return new RecursionHandler(client, AddressRanges.of("network.names.resolver.allow", properties.allow()),
				servers.eventLoop(), properties.limits().server());
	}

	/** The servers of the root, for native images. */
	static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("dev/torsion/names/client/iterate/root.hints");
		}

	}

	/**
	 * The resolver, unless the application brings its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(DnsClient.class)
	static class Resolver {

		/**
		 * The addresses of resolvers are no names, which it would take a resolver to
		 * find.
		 */
		private final NetworkClients clients;

		private final EventLoop loop;

		private final ResolverProperties properties;

		Resolver(NetworkServers servers, SslBundles bundles, ResolverProperties properties) {
			this.clients = new NetworkClients(servers, bundles, (host) -> Mono.error(new UnknownHostException(host)));
			this.loop = servers.eventLoop();
			this.properties = properties;
		}

		@Bean
		NetworkConnector namesResolverConnector() {
			return this.clients.connector("names-resolver", this.properties.upstream().maxQueries());
		}

		@Bean
		Upstreams namesUpstreams(NetworkConnector namesResolverConnector) {
			return new Upstreams(this.properties.upstream().settings(), this.loop,
					new Upstreams.Sockets(this.clients, namesResolverConnector,
							this.clients.tls("network.names.resolver.ssl.bundle", this.properties.ssl().bundle())));
		}

		@Bean
		DnsCache namesCache() {
			return new DnsCache(this.properties.cache().settings(), clock());
		}

		@Bean
		@ConditionalOnMissingBean
		Source namesSource(Upstreams upstreams, DnsCache cache, ResolvConf conf) {
			Source source = this.properties.iterate() ? iterator(upstreams, cache)
					: new Forwarder(upstreams, servers(conf));
			ResolverProperties.Rebinding rebinding = this.properties.rebinding();
			return rebinding.enabled() ? new RebindingFilter(source, domains(rebinding.allowed())) : source;
		}

		private Iterator iterator(Upstreams upstreams, DnsCache cache) {
			return new Iterator(upstreams, this.properties.iteration().settings(), hints(this.properties.rootHints()),
					new Iterator.Memory(cache, clock()));
		}

		private static List<Name> domains(List<String> domains) {
			return domains.stream().map(Resolver::domain).toList();
		}

		private static Name domain(String domain) {
			try {
				return Name.fromString(domain, Name.root);
			}
			catch (TextParseException ex) {
				throw new FailureAnalyzedException(
						"'" + domain + "' in network.names.resolver.rebinding.allowed is no domain.",
						"Name domains there whose names may have private addresses, such as lan.example.", ex);
			}
		}

		@Bean
		ResolvingClient namesClient(Source source, DnsCache cache, HostsFile hosts) {
			return new ResolvingClient(
					List.of(HostsFile.read(this.properties.hosts()),
							new SpecialNames(this.properties.privateReverse())),
					cache, source, new ResolvingClient.Pace(this.loop,
							this.properties.limits().client(this.properties.cache().staleAfter())));
		}

		/**
		 * What is remembered must not last longer because somebody sets the clock back.
		 */
		private static LongSupplier clock() {
			return () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
		}

		private List<UpstreamServer> servers(ResolvConf conf) {
			List<String> forward = this.properties.forward();
			if (forward.isEmpty()) {
				return conf.servers().stream().map(UpstreamServer::plain).toList();
			}
			String tlsName = this.properties.ssl().serverName();
			return forward.stream().map((address) -> ForwardAddress.parse(address, tlsName)).toList();
		}

		private static RootHints hints(@Nullable String location) {
			if (location == null) {
				return RootHints.ofInternet();
			}
			try (InputStream file = ApplicationResourceLoader.get().getResource(location).getInputStream()) {
				return RootHints.read(file);
			}
			catch (IOException ex) {
				throw new FailureAnalyzedException(
						"network.names.resolver.root-hints names '" + location + "', which cannot be used: "
								+ ex.getMessage() + ".",
						"Name a file there that has NS records of the root and addresses of these servers, "
								+ "or leave it out for the root of the Internet.",
						ex);
			}
		}

	}

}

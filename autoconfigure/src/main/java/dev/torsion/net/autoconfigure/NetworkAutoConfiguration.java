package dev.torsion.net.autoconfigure;

import dev.torsion.files.DataFolder;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkServers;
import reactor.core.scheduler.Scheduler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.ReactorNettyProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Auto-configuration of the event loop that all servers and clients of the application
 * share, WebFlux's included, and of the factories of listeners and clients.
 */
@AutoConfiguration(after = SslAutoConfiguration.class, before = NettyReactiveWebServerAutoConfiguration.class,
		beforeName = {
				"org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration",
				"org.springframework.boot.rsocket.autoconfigure.RSocketServerAutoConfiguration" })
@EnableConfigurationProperties({ NetworkProperties.class, ReactorNettyProperties.class })
public final class NetworkAutoConfiguration {

	/** In the place of Boot's own, which comes later and gives way. */
	@Bean
	@ConditionalOnMissingBean
	ReactorResourceFactory networkReactorResourceFactory(NetworkProperties properties, ReactorNettyProperties netty) {
		properties.reactor().transport().resolve();
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setUseGlobalResources(false);
		factory.setLoopResourcesSupplier(properties.reactor()::loops);
		PropertyMapper.get().from(netty::getShutdownQuietPeriod).to(factory::setShutdownQuietPeriod);
		return factory;
	}

	@Bean
	BlockingPool networkBlockingPool(NetworkProperties properties, Environment environment) {
		return new BlockingPool(properties.blocking(), environment);
	}

	/**
	 * For drivers that block; those who want just some scheduler do not mean this one.
	 */
	@Bean(defaultCandidate = false)
	Scheduler networkBlockingScheduler(BlockingPool blocking) {
		return blocking.scheduler();
	}

	@Bean
	NetworkServers networkServers(ReactorResourceFactory resources, BlockingPool blocking, NetworkProperties properties,
			SslBundles bundles, ApplicationEventPublisher events) {
		return new NetworkServers(resources::getLoopResources, blocking.scheduler(), properties.settings(), bundles,
				events);
	}

	@Bean
	@ConditionalOnMissingBean
	DataFolder networkData(NetworkProperties properties) {
		return new DataFolder(properties.data());
	}

	@Bean
	@ConditionalOnMissingBean
	EventLoop networkEventLoop(NetworkServers servers) {
		return servers.eventLoop();
	}

	@Bean
	@ConditionalOnMissingBean
	NameLookup networkNameLookup(NetworkServers servers) {
		return servers.nameLookup();
	}

	@Bean
	NetworkClients networkClients(NetworkServers servers, SslBundles bundles, NameLookup names) {
		return new NetworkClients(servers, bundles, names);
	}

	@Bean
	LocalPorts networkLocalPorts(ConfigurableEnvironment environment) {
		return new LocalPorts(environment);
	}

}

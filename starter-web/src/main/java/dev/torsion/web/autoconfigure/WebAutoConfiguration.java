package dev.torsion.web.autoconfigure;

import java.time.Duration;

import dev.torsion.net.Admission;
import dev.torsion.net.ConnectionGate;
import dev.torsion.net.EventLoop;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.autoconfigure.NetworkProperties;
import dev.torsion.net.process.Processes;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.unix.UnixSocket;
import dev.torsion.web.CgiGateway;
import dev.torsion.web.ScriptProcessor;
import dev.torsion.web.WebMount;
import dev.torsion.web.cgi.CgiVariables;
import dev.torsion.web.cgi.ProcessGateway;
import dev.torsion.web.content.Contents;
import dev.torsion.web.content.Limits;
import dev.torsion.web.content.OpenFiles;
import dev.torsion.web.content.Site;
import dev.torsion.web.handler.ErrorPages;
import dev.torsion.web.handler.FallbackMapping;
import dev.torsion.web.handler.FileHandlerAdapter;
import dev.torsion.web.handler.FileHandlerMapping;
import dev.torsion.web.server.PeerGuard;
import dev.torsion.web.wire.MediaTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Auto-configuration of the web server for files. It comes before WebFlux's own so that
 * files win over the welcome page, whose mapping has the same order.
 */
@AutoConfiguration(after = NetworkAutoConfiguration.class,
		beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "network.web.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ WebProperties.class, CgiProperties.class })
public final class WebAutoConfiguration {

	private static final Log logger = LogFactory.getLog(WebAutoConfiguration.class);

	@Bean
	Site webSite(WebProperties properties, ObjectProvider<WebMount> mounts, ObjectProvider<ScriptProcessor> processors,
			CgiGateway gateway) {
		Site site = new Mounting(properties, processors.orderedStream().toList(), gateway)
			.site(mounts.orderedStream().toList());
		if (site.isEmpty()) {
			logger.info("No files are served: set network.web.root to a directory, or declare a WebMount bean");
		}
		return site;
	}

	@Bean
	Contents webContents(Site site, WebProperties properties, EventLoop loop, ObjectProvider<ServerProperties> server) {
		WebProperties.Cache cache = properties.cache();
		Limits limits = new Limits(cache.valid(), Math.toIntExact(cache.maxFileSize().toBytes()),
				cache.maxSize().toBytes(), cache.maxEntries());
		return new Contents(site, new MediaTypes(properties.mediaTypes(), Compressed.by(server.getIfAvailable())),
				limits, loop, System::nanoTime);
	}

	@Bean
	CgiVariables webCgiVariables(CgiProperties properties) {
		return new CgiVariables(CgiEnvironment.of(properties, System.getenv()), properties.authorization());
	}

	@Bean
	@ConditionalOnMissingBean
	CgiGateway webCgiGateway(CgiProperties properties, CgiVariables variables, ObjectProvider<Processes> processes,
			EventLoop loop, ObjectProvider<HttpHandler> application) {
		return new ProcessGateway(processes::getObject, loop, variables, properties.settings(), application::getObject);
	}

	@Bean
	OpenFiles webOpenFiles(WebProperties properties, EventLoop loop) {
		return new OpenFiles(properties.cache().maxOpenFiles(), loop);
	}

	@Bean
	FileHandlerMapping webFileHandlerMapping(Contents contents, ObjectProvider<WebFluxConfigurer> configurers) {
		return new FileHandlerMapping(contents, CorsRules.of(configurers.orderedStream().toList()));
	}

	@Bean
	FileHandlerAdapter webFileHandlerAdapter(OpenFiles files, WebProperties properties, EventLoop loop) {
		return new FileHandlerAdapter(files, loop, properties.stallTimeout(), properties.maxListing());
	}

	@Bean
	FallbackMapping webFallbackMapping(Contents contents) {
		return new FallbackMapping(contents);
	}

	@Bean
	ErrorPages webErrorPages(Contents contents, WebProperties properties) {
		return new ErrorPages(contents, properties.errorPages());
	}

	@Bean
	UnixDoor webUnixDoor(WebProperties properties, ReactorResourceFactory resources) {
		return new UnixDoor(
				UnixSocket.of("network.web.unix-socket-mode", properties.unixSocket(), properties.unixSocketMode()),
				resources);
	}

	@Bean
	WebListener webListener(WebProperties properties, NetworkProperties network, UnixDoor door,
			Environment environment) {
		Duration idle = environment.getProperty("server.netty.idle-timeout", Duration.class, properties.idleTimeout());
		TrustedPeers proxies = TrustedPeers.of("network.web.proxy-protocol.trusted",
				properties.proxyProtocol().trusted());
		Admission rules = new Admission(properties.maxConnections(), properties.maxConnectionsPerAddress(), proxies,
				network.handshakeTimeout(), door.socket());
		return new WebListener(new ConnectionGate(rules),
				new PeerGuard.Patience(idle, properties.requestTimeout(), properties.stallTimeout()), door);
	}

}

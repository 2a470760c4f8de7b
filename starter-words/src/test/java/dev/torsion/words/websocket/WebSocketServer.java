package dev.torsion.words.websocket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import dev.torsion.net.NetworkServers;
import dev.torsion.net.NetworkSettings;
import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * A real web server on the loopback address with an endpoint at {@code /chat}.
 */
public final class WebSocketServer implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final EventLoops loops = new EventLoops(IoTransport.NIO, 1);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final WebSocketEndpoint endpoint;

	private final DisposableServer server;

	public WebSocketServer(Function<NetworkServers, WebSocketEndpoint> endpoint) {
		NetworkSettings settings = new NetworkSettings("127.0.0.1", TIMEOUT, TIMEOUT, TIMEOUT);
		NetworkServers servers = new NetworkServers(() -> this.loops, Schedulers.boundedElastic(), settings,
				new DefaultSslBundleRegistry(), (event) -> {
				});
		this.endpoint = endpoint.apply(servers);
		this.context.register(WebFlux.class);
		this.context.registerBean(WebSocketEndpoint.class, () -> this.endpoint);
		this.context.registerBean(SimpleUrlHandlerMapping.class,
				() -> new SimpleUrlHandlerMapping(Map.of("/chat", this.endpoint), -1));
		this.context.refresh();
		this.server = HttpServer.create()
			.runOn(this.loops)
			.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0))
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(this.context).build()))
			.bindNow(TIMEOUT);
	}

	public URI uri() {
		return URI.create("ws://127.0.0.1:" + this.server.port() + "/chat");
	}

	public WebSocketEndpoint endpoint() {
		return this.endpoint;
	}

	@Override
	public void close() {
		this.context.close();
		this.server.disposeNow(TIMEOUT);
		this.loops.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT.multipliedBy(2));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class WebFlux {

	}

}

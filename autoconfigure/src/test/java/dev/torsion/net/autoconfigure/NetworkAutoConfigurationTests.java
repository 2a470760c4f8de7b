package dev.torsion.net.autoconfigure;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

import dev.torsion.DocExamples;
import dev.torsion.net.EventLoop;
import dev.torsion.net.Listener;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServerStartedEvent;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.Protocol;
import dev.torsion.net.Target;
import dev.torsion.net.Transport;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.net.test.VirtualEventLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.ReactorNettyProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkAutoConfiguration} and the auto-configurations that watch over
 * its listeners.
 */
@Timeout(60)
class NetworkAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				NetworkHealthAutoConfiguration.class, NetworkEndpointAutoConfiguration.class,
				NetworkMetricsAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	private final ApplicationContextRunner withServer = this.runner.withUserConfiguration(HelloConfiguration.class);

	@Test
	void bindsOnLoopbackAndTellsThePort() {
		this.withServer.run((context) -> {
			NetworkServer server = context.getBean(NetworkServer.class);
			int port = context.getEnvironment().getRequiredProperty("local.network.hello.port", int.class);
			assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			assertThat(hello(port)).isEqualTo("hello");
		});
	}

	@Test
	void hasThePortInTheEnvironmentWhenItSaysThatItListens() {
		this.withServer.run((context) -> assertThat(context.getBean(HelloConfiguration.class).portAtStart)
			.isEqualTo(context.getEnvironment().getProperty("local.network.hello.port")));
	}

	@Test
	void bindsToTheAddressOfThePropertyUnlessTheListenerNamesOne() {
		this.withServer.withPropertyValues("network.address=127.0.0.2")
			.run((context) -> assertThat(context.getBean(NetworkServer.class).address()).asString()
				.startsWith("/127.0.0.2:"));
		this.withServer.withPropertyValues("network.address=127.0.0.2", "hello.address=127.0.0.3")
			.run((context) -> assertThat(context.getBean(NetworkServer.class).address()).asString()
				.startsWith("/127.0.0.3:"));
	}

	@Test
	void aListenerWithPortMinusOneStaysShut() {
		this.withServer.withPropertyValues("hello.port=-1").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(NetworkServer.class).isRunning()).isFalse();
			assertThat(health(context.getBean(HealthIndicator.class)).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void runsOnTheLoopsThatWebFluxAndWebClientUse() {
		this.withServer.run((context) -> {
			LoopResources loops = context.getBean(ReactorResourceFactory.class).getLoopResources();
			Thread shared = threadOf(loops);
			assertThat(Flux.range(0, 100)
				.flatMap((i) -> Mono.fromCallable(Thread::currentThread)
					.subscribeOn(context.getBean(EventLoop.class).scheduler()))
				.any((thread) -> thread == shared)
				.block()).isTrue();
		});
	}

	@Test
	void hasAsManyLoopsAsProcessorsUnlessTold() {
		this.runner.run((context) -> assertThat(loops(context.getBean(ReactorResourceFactory.class)))
			.isEqualTo(Runtime.getRuntime().availableProcessors()));
		this.runner.withPropertyValues("network.reactor.workers=3")
			.run((context) -> assertThat(loops(context.getBean(ReactorResourceFactory.class))).isEqualTo(3));
		this.runner.withPropertyValues("network.reactor.workers=0")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Test
	void usesTheTransportOfTheProperty() {
		this.withServer.withPropertyValues("network.reactor.transport=nio").run((context) -> {
			assertThat(threadOf(context.getBean(ReactorResourceFactory.class).getLoopResources()).getName())
				.startsWith("torsion-nio-");
			assertThat(hello(context.getEnvironment().getRequiredProperty("local.network.hello.port", int.class)))
				.isEqualTo("hello");
		});
	}

	@Test
	void takesWhatTheGuideSays() {
		TransportSupport.require(IoTransport.IO_URING);
		this.withServer
			.withInitializer((context) -> DocExamples.of("docs/own-protocol.md")
				.yaml("reactor")
				.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> {
				ReactorResourceFactory resources = context.getBean(ReactorResourceFactory.class);
				assertThat(loops(resources)).isEqualTo(8);
				assertThat(threadOf(resources.getLoopResources()).getName()).startsWith("torsion-io_uring-");
			});
	}

	@Test
	void doesNotStartWithATransportThatTheMachineLacks() {
		this.withServer.withPropertyValues("network.reactor.transport=kqueue")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(Throwable.class)
				.hasStackTraceContaining("network.reactor.transport asks for kqueue"));
	}

	@Test
	void otherLoopsWin() {
		this.withServer.withBean(ReactorResourceFactory.class, ReactorResourceFactory::new)
			.run((context) -> assertThat(context).hasSingleBean(ReactorResourceFactory.class)
				.getBean(ReactorResourceFactory.class)
				.matches(ReactorResourceFactory::isUseGlobalResources));
	}

	@Test
	void givesItsLoopsUpWhenTheApplicationEnds() {
		LoopResources[] loops = new LoopResources[1];
		this.withServer.run((context) -> loops[0] = context.getBean(ReactorResourceFactory.class).getLoopResources());
		assertThat(loops[0].isDisposed()).isTrue();
		assertThat(loops[0].onServer(true).isTerminated()).isTrue();
	}

	@Test
	void bringsTheResultOfBlockingWorkBackToTheLoop() {
		this.runner.run((context) -> {
			EventLoop loop = context.getBean(EventLoop.class);
			Mono<String> names = loop.blocking(() -> Thread.currentThread().getName())
				.map((name) -> name + " then " + Thread.currentThread().getName());
			assertThat(names.block()).matches("torsion-blocking-\\d+ then torsion-.*");
			assertThat(loop.<String>blocking(() -> null).blockOptional()).isEmpty();
			assertThat(loop.after(Duration.ofMillis(1)).then(Mono.fromCallable(Thread::currentThread)).block())
				.extracting(Thread::getName)
				.asString()
				.startsWith("torsion-");
		});
	}

	@Test
	void boundsBlockingWork() {
		this.runner.withPropertyValues("network.blocking.threads=1", "network.blocking.queue=2").run((context) -> {
			EventLoop loop = context.getBean(EventLoop.class);
			CountDownLatch release = new CountDownLatch(1);
			AtomicInteger rejections = new AtomicInteger();
			Mono<Long> rejected = Flux.range(0, 10).flatMap((i) -> loop.blocking(() -> {
				release.await();
				return i;
			}).onErrorResume(RejectedExecutionException.class, (ex) -> {
				if (rejections.incrementAndGet() == 7) {
					release.countDown();
				}
				return Mono.just(-1);
			})).filter((result) -> result == -1).count();
			assertThat(rejected.block()).isEqualTo(7);
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void runsBlockingWorkOnVirtualThreadsIfTheApplicationWantsThem() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(
					context.getBean(EventLoop.class).blocking(() -> Thread.currentThread().toString()).block())
				.startsWith("VirtualThread"));
	}

	@Test
	void anotherEventLoopWins() {
		this.runner.withBean("mine", EventLoop.class, VirtualEventLoop::new)
			.run((context) -> assertThat(context).hasSingleBean(EventLoop.class).hasBean("mine"));
	}

	@Test
	void isHealthyWhileEveryListenerListens() {
		this.withServer.run((context) -> {
			NetworkServer server = context.getBean(NetworkServer.class);
			HealthIndicator indicator = context.getBean(HealthIndicator.class);
			assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
			assertThat(health(indicator).getDetails()).containsEntry("hello", String.valueOf(server.address()));
			server.stop();
			assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(indicator).getDetails()).containsEntry("hello", "not listening");
		});
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.withServer.withPropertyValues("management.health.network.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NetworkHealthIndicator.class));
	}

	@Test
	void listsListenersAndConnections() {
		this.withServer.withPropertyValues("management.endpoints.web.exposure.include=network").run((context) -> {
			int port = context.getEnvironment().getRequiredProperty("local.network.hello.port", int.class);
			NetworkEndpoint endpoint = context.getBean(NetworkEndpoint.class);
			try (Socket socket = open(port)) {
				assertThat(endpoint.listeners().listeners()).singleElement().satisfies((listener) -> {
					assertThat(listener.name()).isEqualTo("hello");
					assertThat(listener.enabled()).isTrue();
					assertThat(listener.address()).endsWith(":" + port);
					assertThat(listener.connections()).isOne();
					assertThat(listener.accepted()).isOne();
					assertThat(listener.bytesSent()).isEqualTo(5);
					assertThat(listener.errors()).isEmpty();
				});
				NetworkEndpoint.Connections connections = endpoint.connections("hello");
				assertThat(connections).isNotNull()
					.extracting(NetworkEndpoint.Connections::connections)
					.asInstanceOf(InstanceOfAssertFactories.list(NetworkEndpoint.ConnectionDescriptor.class))
					.singleElement()
					.satisfies((connection) -> {
						assertThat(connection.peer()).isEqualTo(String.valueOf(socket.getLocalSocketAddress()));
						assertThat(connection.bytesSent()).isEqualTo(5);
					});
				assertThat(endpoint.connections("other")).isNull();
			}
		});
	}

	@Test
	void metersWhatListenersCount() {
		this.withServer.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				int port = context.getEnvironment().getRequiredProperty("local.network.hello.port", int.class);
				try (Socket socket = open(port)) {
					assertThat(meters.get("network.connections").tag("listener", "hello").gauge().value()).isEqualTo(1);
					assertThat(meters.get("network.connections.accepted").functionCounter().count()).isEqualTo(1);
					assertThat(meters.get("network.sent").functionCounter().count()).isEqualTo(5);
					assertThat(meters.get("network.errors").tag("kind", "idle").functionCounter().count()).isZero();
				}
			});
	}

	@Test
	void listsAndMetersWhatClientsCount() {
		this.withServer.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withUserConfiguration(ClientConfiguration.class)
			.withPropertyValues("management.endpoints.web.exposure.include=network")
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.network.hello.port", int.class);
				NetworkConnector connector = context.getBean(NetworkConnector.class);
				Hello client = connector.connect(Target.to("localhost", port), Hello::new).block();
				assertThat(client).isNotNull();
				NetworkEndpoint endpoint = context.getBean(NetworkEndpoint.class);
				assertThat(endpoint.listeners().clients()).singleElement().satisfies((descriptor) -> {
					assertThat(descriptor.name()).isEqualTo("caller");
					assertThat(descriptor.connections()).isOne();
					assertThat(descriptor.made()).isOne();
				});
				assertThat(endpoint.connections("caller")).isNotNull();
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.get("network.client.connections").tag("client", "caller").gauge().value())
					.isEqualTo(1);
				assertThat(meters.get("network.client.connections.made").functionCounter().count()).isEqualTo(1);
				assertThat(meters.get("network.client.sent").functionCounter().count()).isEqualTo(5);
				assertThat(health(context.getBean(HealthIndicator.class)).getDetails()).containsOnlyKeys("hello");
			});
	}

	@Test
	void anotherNameLookupWins() {
		this.runner.withBean("mine", NameLookup.class, () -> (host) -> Mono.empty())
			.run((context) -> assertThat(context).hasSingleBean(NameLookup.class).hasBean("mine"));
	}

	@Test
	void doesWithoutTheActuatorAndWithoutMicrometer() {
		this.withServer
			.withClassLoader(new FilteredClassLoader(Endpoint.class, HealthIndicator.class, MeterRegistry.class,
					MeterBinder.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(NetworkServer.class).isRunning()).isTrue();
			});
	}

	@Test
	void sharesTheResourcesThatBootConfigures() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ReactorResourceFactory.class)
			.hasSingleBean(ReactorNettyProperties.class));
	}

	private static long loops(ReactorResourceFactory resources) {
		return StreamSupport
			.stream(resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE).spliterator(), false)
			.count();
	}

	private static Thread threadOf(LoopResources loops) {
		Thread[] thread = new Thread[1];
		loops.onServer(LoopResources.DEFAULT_NATIVE)
			.next()
			.submit(() -> thread[0] = Thread.currentThread())
			.syncUninterruptibly();
		return thread[0];
	}

	private static Health health(HealthIndicator indicator) {
		return Objects.requireNonNull(indicator.health());
	}

	private static Socket open(int port) throws Exception {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(10_000);
		assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
		return socket;
	}

	private static String hello(int port) throws Exception {
		try (Socket socket = open(port)) {
			InputStream in = socket.getInputStream();
			assertThat(in.available()).isZero();
			return "hello";
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class HelloConfiguration {

		@Nullable String portAtStart;

		@Bean
		NetworkServer hello(NetworkServers servers, Environment environment) {
			Listener listener = Listener.on("hello", environment.getProperty("hello.port", int.class, 0))
				.withAddress(environment.getProperty("hello.address"));
			return servers.stream("hello", listener, Hello::new);
		}

		@Bean
		ApplicationListener<NetworkServerStartedEvent> started(Environment environment) {
			return (event) -> this.portAtStart = environment.getProperty("local.network.hello.port");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		NetworkConnector caller(NetworkClients clients) {
			return clients.connector("caller");
		}

	}

	private record Hello(Transport transport) implements Protocol {

		@Override
		public Mono<Void> greet() {
			return this.transport.write("hello");
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return Mono.empty();
		}

	}

}

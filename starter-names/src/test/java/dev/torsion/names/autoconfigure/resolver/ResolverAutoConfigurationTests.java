package dev.torsion.names.autoconfigure.resolver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.torsion.names.DnsClient;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.client.DnsClientResolverGroup;
import dev.torsion.names.client.RecursionHandler;
import dev.torsion.names.client.ResolvingClient;
import dev.torsion.names.client.Source;
import dev.torsion.names.client.iterate.Iterator;
import dev.torsion.names.test.DnsFault;
import dev.torsion.names.test.MockDns;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResolverAutoConfiguration} and
 * {@link ResolverHttpClientAutoConfiguration}.
 */
@Timeout(60)
class ResolverAutoConfigurationTests {

	private final MockDns dns = new MockDns().start()
		.record("web.example.org A 127.0.0.1", "db.cluster.example A 127.0.0.7");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				ResolverAutoConfiguration.class, ResolverHttpClientAutoConfiguration.class,
				ResolverMetricsAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class));

	private final ApplicationContextRunner forwarding = this.runner
		.withPropertyValues("network.names.resolver.forward=" + this.dns.hostAndPort());

	@TempDir
	Path folder;

	@AfterEach
	void stop() {
		this.dns.close();
	}

	@Test
	void webClientFindsHostsByTheResolver() {
		DisposableServer web = HttpServer.create()
			.host("127.0.0.1")
			.handle((request, response) -> response.sendString(Mono.just("hello")))
			.bindNow();
		try {
			this.forwarding.run((context) -> {
				WebClient client = context.getBean(WebClient.Builder.class).build();
				assertThat(client.get()
					.uri("http://web.example.org:" + web.port() + "/")
					.retrieve()
					.bodyToMono(String.class)
					.block()).isEqualTo("hello");
				assertThat(this.dns.queries("web.example.org")).isNotEmpty();
			});
		}
		finally {
			web.disposeNow();
		}
	}

	@Test
	void isTheLookUpOfNamesOfTheFoundation() {
		this.forwarding.run((context) -> {
			assertThat(context).hasSingleBean(NameLookup.class).hasSingleBean(NetworkClients.class);
			assertThat(context.getBean(NameLookup.class).addresses("web.example.org").block())
				.containsExactly(InetAddress.getByName("127.0.0.1"));
			assertThat(this.dns.queries("web.example.org")).isNotEmpty();
		});
	}

	@Test
	void asksTheNameServersOfTheMachineAndOffersRecursionToNobody() throws IOException {
		Path conf = Files.writeString(this.folder.resolve("resolv.conf"), "nameserver 127.0.0.99\n");
		this.runner.withPropertyValues("network.names.resolver.resolv-conf=" + conf).run((context) -> {
			assertThat(context).hasSingleBean(ResolvingClient.class).doesNotHaveBean(RecursionHandler.class);
			DnsResponse localhost = context.getBean(DnsClient.class).query("localhost", Type.A).block();
			assertThat(localhost).isNotNull();
		});
	}

	@Test
	void looksForHostsInTheDomainsOfTheMachine() throws IOException {
		Path conf = Files.writeString(this.folder.resolve("resolv.conf"), "search other.example cluster.example\n");
		this.forwarding.withPropertyValues("network.names.resolver.resolv-conf=" + conf).run((context) -> {
			NameLookup names = context.getBean(NameLookup.class);
			assertThat(names.addresses("db").block()).containsExactly(InetAddress.getByName("127.0.0.7"));
			assertThat(this.dns.queries("db.other.example")).isNotEmpty();
			for (String known : List.of("localhost", "::1", "127.0.0.1")) {
				assertThat(names.addresses(known).block()).isNotEmpty();
			}
			assertThat(this.dns.queries())
				.extracting((query) -> query.name().getLabelString(0).toLowerCase(Locale.ROOT))
				.containsOnly("db");
		});
	}

	@Test
	void looksIntoTheHostsFileFirst() throws IOException {
		Path hosts = Files.writeString(this.folder.resolve("hosts"), "127.0.0.9 web.example.org\n");
		this.forwarding.withPropertyValues("network.names.resolver.hosts=" + hosts).run((context) -> {
			assertThat(context.getBean(DnsClient.class).addresses("web.example.org").block())
				.containsExactly(InetAddress.getByName("127.0.0.9"));
			assertThat(this.dns.queries()).isEmpty();
		});
	}

	@Test
	void offersRecursionWhenItIsToldWhomToAsk() {
		this.forwarding.run((context) -> assertThat(context).hasSingleBean(RecursionHandler.class));
		this.runner.withPropertyValues("network.names.resolver.forward[0]=127.0.0.1#5353")
			.run((context) -> assertThat(context).hasSingleBean(RecursionHandler.class));
		this.runner.withPropertyValues("network.names.resolver.iterate=true").run((context) -> {
			assertThat(context).hasSingleBean(RecursionHandler.class);
			assertThat(context.getBean(Source.class)).isInstanceOf(Iterator.class);
		});
	}

	@Test
	void iteratesFromOtherRoots() throws IOException {
		Path hints = Files.writeString(this.folder.resolve("hints"), ". 60 NS a.root.\na.root. 60 A 127.0.0.1\n");
		this.dns.record(". NS a.root.", "a.root. A 127.0.0.1", "www.example.org A 10.0.0.1").answer((query) -> {
			Message answer = MockDns.answerTo(query);
			answer.getHeader().setFlag(Flags.AA);
			return answer;
		});
		this.runner
			.withPropertyValues("network.names.resolver.iterate=true",
					"network.names.resolver.root-hints=file:" + hints, "network.names.resolver.iteration.loopback=true",
					"network.names.resolver.iteration.port=" + this.dns.address().getPort())
			.run((context) -> {
				DnsResponse answer = context.getBean(DnsClient.class).query("www.example.org", Type.A).block();
				assertThat(answer).isNotNull().satisfies((it) -> assertThat(it.isNoData()).isTrue());
				assertThat(this.dns.queries("org")).isNotEmpty();
			});
	}

	@Test
	void givesWayToTheApplicationsOwn() {
		this.runner.withUserConfiguration(OwnClient.class).run((context) -> {
			assertThat(context).hasSingleBean(DnsClient.class)
				.doesNotHaveBean(ResolvingClient.class)
				.hasSingleBean(NameLookup.class);
			assertThat(context.getBean(NameLookup.class).addresses("10.1.1.1").block()).hasSize(1);
		});
	}

	@Test
	void canBeSwitchedOff() {
		this.forwarding.withPropertyValues("network.names.resolver.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(DnsClient.class).doesNotHaveBean(DnsClientResolverGroup.class);
			assertThat(context).hasSingleBean(NameLookup.class).hasSingleBean(WebClient.Builder.class);
		});
	}

	@Test
	void doesWithoutTheHttpClientsOfSpringBoot() {
		new ApplicationContextRunner().withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					ResolverAutoConfiguration.class, ResolverHttpClientAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.http.client"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DnsClient.class));
	}

	@Test
	void takesPrivateAddressesOutIfItIsToldTo() {
		this.dns.record("lan.example.com A 10.0.0.1", "www.example.com A 10.0.0.1");
		this.forwarding
			.withPropertyValues("network.names.resolver.rebinding.enabled=true",
					"network.names.resolver.rebinding.allowed=lan.example.com")
			.run((context) -> {
				DnsClient client = context.getBean(DnsClient.class);
				assertThat(client.addresses("lan.example.com").block()).hasSize(1);
				assertThat(client.query("www.example.com", Type.A).block()).isNotNull()
					.satisfies((answer) -> assertThat(answer.isNoData()).isTrue());
			});
		this.forwarding
			.run((context) -> assertThat(context.getBean(DnsClient.class).addresses("www.example.com").block())
				.hasSize(1));
	}

	@Test
	void countsWhatItDoes() {
		this.forwarding.run((context) -> {
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			context.getBean(ResolverMetrics.class).bindTo(meters);
			DnsClient client = context.getBean(DnsClient.class);
			assertThat(client.query("web.example.org", Type.A).block()).isNotNull();
			assertThat(client.query("web.example.org", Type.A).block()).isNotNull();
			assertThat(count(meters, "cache.lookups", "result", "hit")).isOne();
			assertThat(count(meters, "cache.lookups", "result", "miss")).isOne();
			assertThat(count(meters, "queries", "transport", "udp")).isOne();
			assertThat(meters.get("network.names.resolver.cache.size").gauge().value()).isOne();
		});
	}

	private static double count(SimpleMeterRegistry meters, String name, String... tags) {
		return meters.get("network.names.resolver." + name).tags(tags).functionCounter().count();
	}

	@Test
	void asksAgainAsOftenAsItIsTold() {
		this.dns.fault(DnsFault.rcode(Rcode.SERVFAIL));
		this.forwarding
			.withPropertyValues("network.names.resolver.upstream.attempts=3",
					"network.names.resolver.cache.failure-ttl=1h")
			.run((context) -> {
				DnsClient client = context.getBean(DnsClient.class);
				for (int i = 0; i < 3; i++) {
					assertThat(client.query("web.example.org", Type.A).block(Duration.ofSeconds(10))).isNotNull();
				}
				assertThat(this.dns.queries()).hasSize(3);
			});
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.53,192.0.2.53,53", "192.0.2.53:5353,192.0.2.53,5353", "192.0.2.53#5353,192.0.2.53,5353",
			"2001:db8::53,2001:db8:0:0:0:0:0:53,53", "2001:db8::53#5353,2001:db8:0:0:0:0:0:53,5353",
			"[2001:db8::53]:5353,2001:db8:0:0:0:0:0:53,5353", "[2001:db8::53],2001:db8:0:0:0:0:0:53,53" })
	void readsAddressesOfResolvers(String text, String host, int port) {
		assertThat(ForwardAddress.parse(text, null).address()).satisfies((address) -> {
			assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
			assertThat(address.getPort()).isEqualTo(port);
		});
		assertThat(ForwardAddress.parse("192.0.2.53", "dns.example").address().getPort()).isEqualTo(853);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "dns.example.org", "192.0.2.53:0", "192.0.2.53:99999", "192.0.2", "", "[::1", "1.2.3.4:x" })
	void saysWhatIsNoAddressOfAResolver(String text) {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> ForwardAddress.parse(text, null))
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("network.names.resolver.forward"));
	}

	@Test
	void saysWhatCannotBeUsed() {
		assertThat(failure("network.names.resolver.forward=127.0.0.1", "network.names.resolver.allow=everybody"))
			.contains("'everybody' in network.names.resolver.allow");
		assertThat(failure("network.names.resolver.iterate=true", "network.names.resolver.root-hints=file:/none"))
			.contains("network.names.resolver.root-hints");
		assertThat(failure("network.names.resolver.rebinding.enabled=true",
				"network.names.resolver.rebinding.allowed=a..b"))
			.contains("'a..b' in network.names.resolver.rebinding.allowed");
		assertThat(failure("network.names.resolver.ssl.bundle=none")).contains("network.names.resolver.ssl.bundle");
	}

	private String failure(String... properties) {
		StringBuilder description = new StringBuilder();
		this.runner.withPropertyValues(properties).run((context) -> {
			@Nullable Throwable cause = context.getStartupFailure();
			while (cause != null && !(cause instanceof FailureAnalyzedException)) {
				cause = cause.getCause();
			}
			if (cause instanceof FailureAnalyzedException failure) {
				description.append(failure.analysis().getDescription());
			}
		});
		return description.toString();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		DnsClient ownClient() {
			return (question) -> Mono.just(DnsResponse.nxDomain());
		}

	}

}

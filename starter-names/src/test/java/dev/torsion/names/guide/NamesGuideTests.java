package dev.torsion.names.guide;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.torsion.DocExamples;
import dev.torsion.enterprise.Database;
import dev.torsion.names.DnsClient;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsTransport;
import dev.torsion.names.DnsUpdate;
import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.ZoneUpdates;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.Origin;
import dev.torsion.names.test.MockDns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xbill.DNS.Type.A;
import static org.xbill.DNS.Type.SRV;

/**
 * Runs the examples of the guide.
 */
class NamesGuideTests {

	private static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0cy1hbG9uZS0xMjM0NTY=";

	private static final String LOCAL = "127.0.0.1";

	private final DocExamples guide = DocExamples.of("docs/names.md");

	@TempDir
	Path data;

	@ParameterizedTest
	@ValueSource(strings = { "controller", "filter", "policy", "updates", "client" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(this.guide.code("names-" + example)).isEqualTo(DocExamples.tagged(NamesGuideTests.class, example));
	}

	@Test
	void servesZones() throws Exception {
		try (ConfigurableApplicationContext application = start("names-zones")) {
			assertThat(ask(application, "www.lan.example.", Type.A, LOCAL)).containsExactly("10.0.0.5");
			assertThat(ask(application, "lan.example.", Type.MX, LOCAL)).containsExactly("10 mail.lan.example.");
			assertThat(ask(application, "lan.example.", Type.SOA, LOCAL)).hasSize(1);
			assertThat(ask(application, "www.example.org.", Type.A, LOCAL)).containsExactly("192.0.2.3");
		}
	}

	@Test
	void showsEachClientItsView() throws Exception {
		try (ConfigurableApplicationContext application = start("names-views")) {
			assertThat(ask(application, "www.corp.example.", Type.A, LOCAL)).containsExactly("10.0.0.8");
			assertThat(ask(application, "www.corp.example.", Type.A, "198.51.100.1")).containsExactly("203.0.113.8");
		}
	}

	@Test
	void servesZonesOfADatabase() throws Exception {
		try (ConfigurableApplicationContext application = start(null, "network.names.database.enabled=true",
				"network.names.reload-interval=50ms")) {
			Database database = application.getBean(Database.class);
			for (String statement : this.guide.code("names-database").split(";\n")) {
				database.operation(statement).run().block();
			}
			assertThat(Flux.interval(Duration.ofMillis(20), Schedulers.boundedElastic())
				.map((tick) -> answers(application, "www.lan.example."))
				.filter((answers) -> !answers.isEmpty())
				.blockFirst(Duration.ofSeconds(20))).containsExactly("10.0.0.5");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "names-transfers", "names-update", "names-blocklists" })
	void startsWithTheProperties(String example) throws Exception {
		try (ConfigurableApplicationContext application = start(example)) {
			assertThat(application.isRunning()).isTrue();
			assertThat(ask(application, "a.tracker.example.", Type.A, LOCAL))
				.isEqualTo(example.equals("names-blocklists") ? List.of("0.0.0.0") : List.of());
		}
	}

	@Test
	void forwardsWithTheProperties() throws Exception {
		try (MockDns dns = new MockDns().start();
				ConfigurableApplicationContext application = start("names-resolver",
						"network.names.resolver.forward=" + dns.hostAndPort())) {
			dns.record("example.org. MX 20 b.example.org.", "example.org. MX 10 a.example.org.");
			assertThat(exchanger(application.getBean(DnsClient.class), "example.org").block())
				.isEqualTo("a.example.org");
			assertThat(ask(application, "example.org.", Type.MX, LOCAL)).hasSize(2);
			assertThat(ask(application, "example.org.", Type.MX, "198.51.100.1")).isEmpty();
		}
	}

	@Test
	void answersFromCode() throws Exception {
		try (ConfigurableApplicationContext application = start("names-zones")) {
			assertThat(ask(application, "one.svc.example.org.", Type.A, LOCAL)).containsExactly("10.0.0.1");
			assertThat(ask(application, "three.svc.example.org.", Type.A, LOCAL)).isEmpty();
			assertThat(ask(application, "_http._tcp.svc.example.org.", Type.SRV, LOCAL))
				.containsExactly("0 1 8080 one.svc.example.org.");
			assertThat(answer(application, "printer.example.org.", Type.A, LOCAL).getRcode()).isEqualTo(Rcode.REFUSED);
		}
	}

	@Test
	void changesZonesFromCode() throws Exception {
		try (ConfigurableApplicationContext application = start("names-update")) {
			answerChallenge(application.getBean(ZoneUpdates.class), "token").block();
			assertThat(ask(application, "_acme-challenge.dyn.example.", Type.TXT, LOCAL)).containsExactly("token");
		}
		try (ConfigurableApplicationContext again = start("names-update")) {
			assertThat(ask(again, "_acme-challenge.dyn.example.", Type.TXT, LOCAL)).containsExactly("token");
		}
	}

	@Test
	void decidesOnChanges() throws Exception {
		Name key = Name.fromString("acme.");
		DnsUpdatePolicy policy = challengesOnly();
		assertThat(policy.permits(update(key, "_acme-challenge.www.dyn.example.", Type.TXT)).block()).isTrue();
		assertThat(policy.permits(update(key, "_acme-challenge.www.dyn.example.", Type.A)).block()).isFalse();
		assertThat(policy.permits(update(key, "www.dyn.example.", Type.TXT)).block()).isFalse();
		assertThat(policy.permits(update(null, "_acme-challenge.www.dyn.example.", Type.TXT)).block()).isFalse();
	}

	private static DnsUpdate update(@Nullable Name key, String name, int type) throws Exception {
		return new DnsUpdate(Name.fromString("dyn.example."), InetAddress.getLoopbackAddress(), key,
				List.of(new DnsUpdate.Change(Name.fromString(name), type, false)));
	}

	// tag::policy[]
	@Bean
	DnsUpdatePolicy challengesOnly() {
		return (update) -> Mono.just(update.key() != null && update.changes()
			.stream()
			.allMatch((change) -> change.type() == Type.TXT
					&& change.name().getLabelString(0).equals("_acme-challenge")));
	}
	// end::policy[]

	// tag::updates[]
	Mono<Long> answerChallenge(ZoneUpdates zones, String token) {
		Name name = Name.fromConstantString("_acme-challenge.dyn.example.");
		return zones.update(Name.fromConstantString("dyn.example."),
				(zone) -> zone.add(new TXTRecord(name, DClass.IN, 60, token)));
	}
	// end::updates[]

	// tag::client[]
	Mono<String> exchanger(DnsClient dns, String domain) {
		return dns.mx(domain).map((exchangers) -> exchangers.get(0).getTarget().toString(true));
	}
	// end::client[]

	private ConfigurableApplicationContext start(@Nullable String example, String... properties) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.initializers((context) -> {
				if (example != null) {
					this.guide.yaml(example).forEach(context.getEnvironment().getPropertySources()::addFirst);
				}
				Map<String, Object> more = new HashMap<>(Map.of("network.names.port", "0", "network.data",
						this.data.toString(), "TRANSFER_SECRET", SECRET, "UPDATER_SECRET", SECRET,
						"spring.main.banner-mode", "off", "spring.reactor.netty.shutdown-quiet-period", "0s"));
				Stream.of(properties)
					.map((property) -> property.split("=", 2))
					.forEach((pair) -> more.put(pair[0], pair[1]));
				context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", more));
			});
		return application.run();
	}

	private static List<String> ask(ConfigurableApplicationContext application, String name, int type, String client)
			throws Exception {
		return answer(application, name, type, client).getSection(Section.ANSWER)
			.stream()
			.map(Record::rdataToString)
			.toList();
	}

	private static List<String> answers(ConfigurableApplicationContext application, String name) {
		try {
			return ask(application, name, Type.A, LOCAL);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * As if the query had come from there over TCP, since no test has such an address.
	 */
	private static Message answer(ConfigurableApplicationContext application, String name, int type, String client)
			throws Exception {
		Message query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
		Origin origin = new Origin(new InetSocketAddress(client, 5353), DnsTransport.HTTPS, "test");
		byte[] answer = application.getBean(NameServer.class).answer(query.toWire(), origin).block();
		assertThat(answer).isNotNull();
		return new Message((answer != null) ? answer : new byte[0]);
	}

	/** Where the instances of services are. */
	static class Registry {

		Mono<InetAddress> addressOf(String instance) {
			return Mono.fromCallable(() -> instance.equals("one") ? InetAddress.getByName("10.0.0.1") : null);
		}

		Flux<String> instances() {
			return Flux.just("one");
		}

	}

	// tag::controller[]
	@DnsController
	class Services {

		private final Registry registry;

		Services(Registry registry) {
			this.registry = registry;
		}

		@DnsMapping(name = "{instance}.svc.example.org", type = A)
		Mono<InetAddress> instance(String instance) {
			return this.registry.addressOf(instance);
		}

		@DnsMapping(name = "_http._tcp.svc.example.org", type = SRV, ttl = 10)
		Flux<String> web() {
			return this.registry.instances().map((instance) -> "0 1 8080 " + instance + ".svc.example.org.");
		}

	}
	// end::controller[]

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Services services() {
			return new NamesGuideTests().new Services(new Registry());
		}

		// tag::filter[]
		@Bean
		DnsFilter noPrinters() {
			return (exchange, next) -> exchange.question().name().toString().startsWith("printer.")
					? Mono.just(DnsResponse.refused()) : next.handle(exchange);
		}
		// end::filter[]

	}

}

package dev.torsion.names.guide;

import java.net.InetSocketAddress;
import java.time.Duration;

import dev.torsion.DocExamples;
import dev.torsion.names.DnsClient;
import dev.torsion.names.DnsTransport;
import dev.torsion.names.test.DnsFault;
import dev.torsion.names.test.MockDnsExtension;
import dev.torsion.names.test.MockQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of the guide on tests of code that uses DNS.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = { "network.data=target/data",
		"network.names.port=0", "spring.reactor.netty.shutdown-quiet-period=0s" })
class MockDnsExampleTests {

	// tag::mock[]
	@RegisterExtension
	static final MockDnsExtension dns = new MockDnsExtension().record("www.example.org. 300 IN A 10.0.0.1",
			"_http._tcp.example.org. SRV 0 1 8080 www.example.org.");

	@Test
	void asksAgainOverTcpWhenAnAnswerIsCutShort() {
		dns.server().fault(DnsFault.truncate().on("www.example.org").over(DnsTransport.UDP));
		HttpClient client = HttpClient.create()
			.resolver((spec) -> spec.dnsAddressResolverGroupProvider(dns.server().netty()));
		assertThat(addressOf(client, "www.example.org")).isEqualTo("10.0.0.1");
		assertThat(dns.server().queries("www.example.org")).extracting(MockQuery::transport).contains(DnsTransport.TCP);
	}
	// end::mock[]

	// tag::mock-spring[]
	@DynamicPropertySource
	static void resolver(DynamicPropertyRegistry properties) {
		properties.add("network.names.resolver.forward", dns.server()::hostAndPort);
	}
	// end::mock-spring[]

	@Autowired
	private DnsClient client;

	@Test
	void letsTheApplicationLookUpThere() {
		assertThat(this.client.srv("_http._tcp.example.org").block()).singleElement()
			.satisfies((record) -> assertThat(record.getPort()).isEqualTo(8080));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mock", "mock-spring" })
	void areTheExamplesOfTheGuide(String example) {
		assertThat(DocExamples.of("docs/names.md").code("names-" + example))
			.isEqualTo(DocExamples.tagged(MockDnsExampleTests.class, example));
	}

	/** The address that a connection is tried to, without trying one. */
	private static String addressOf(HttpClient client, String host) {
		return Mono.<String>create((sink) -> client.doOnResolveError((connection, ex) -> sink.error(ex))
			.doAfterResolve((connection, address) -> {
				sink.success(((InetSocketAddress) address).getAddress().getHostAddress());
				connection.dispose();
			})
			.get()
			.uri("http://" + host + ":" + 9)
			.response()
			.subscribe(null, (ex) -> {
			})).block(Duration.ofSeconds(20));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}

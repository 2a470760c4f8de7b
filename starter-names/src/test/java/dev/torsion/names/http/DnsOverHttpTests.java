package dev.torsion.names.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import dev.torsion.interop.Interop;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.interop.DnsTool;
import dev.torsion.names.session.NameServer;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.net.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DnsOverHttp}.
 */
class DnsOverHttpTests {

	private static final Name NAME = Name.fromConstantString("www.example.org.");

	private static final DnsHandler HANDLER = (exchange) -> exchange.question().name().equals(NAME)
			? Mono.just(DnsResponse.answer(address(30), address(300))) : Mono.just(DnsResponse.serverFailure());

	private final WebTestClient client = client();

	@Test
	void answersAQueryInTheAddress() {
		byte[] answer = body(this.client.get()
			.uri("/dns-query?dns={query}", Base64.getUrlEncoder().withoutPadding().encodeToString(query(NAME)))
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(DnsOverHttp.DNS_MESSAGE)
			.expectHeader()
			.valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=30")
			.expectBody());
		assertThat(parsed(answer).getSection(Section.ANSWER)).hasSize(2);
	}

	@Test
	void answersAQueryInTheBody() {
		assertThat(parsed(post(query(NAME))).getSection(Section.ANSWER)).hasSize(2);
	}

	@Test
	void hasTheOutcomeInTheMessageAndNotInTheStatus() {
		assertThat(parsed(post(query(Name.fromConstantString("broken.test.")))).getRcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(parsed(post(new byte[12])).getRcode()).isEqualTo(Rcode.FORMERR);
	}

	@Test
	void saysSoWhenThereIsNoMessage() {
		this.client.get().uri("/dns-query").exchange().expectStatus().isBadRequest();
		this.client.get().uri("/dns-query?dns=!!").exchange().expectStatus().isBadRequest();
		this.client.get().uri("/dns-query?dns=AAAA").exchange().expectStatus().isBadRequest();
		this.client.post()
			.uri("/dns-query")
			.contentType(DnsOverHttp.DNS_MESSAGE)
			.exchange()
			.expectStatus()
			.isBadRequest();
	}

	@Test
	void takesNoOtherMethodAndNoOtherType() {
		this.client.put()
			.uri("/dns-query")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueEquals(HttpHeaders.ALLOW, "GET, HEAD, POST");
		this.client.post()
			.uri("/dns-query")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(415);
	}

	@Test
	void takesNoMessageThatIsTooLong() {
		this.client.post()
			.uri("/dns-query")
			.contentType(DnsOverHttp.DNS_MESSAGE)
			.bodyValue(new byte[65_536])
			.exchange()
			.expectStatus()
			.isEqualTo(413);
		this.client.get().uri("/dns-query?dns=" + "A".repeat(90_000)).exchange().expectStatus().isEqualTo(413);
	}

	@Test
	@Interop("dig")
	void answersARealClientOnTheWebServerOfTheApplication(@TempDir Path folder) throws Exception {
		Certificates.write("localhost", folder.resolve("crt"), folder.resolve("key"));
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "server.address=127.0.0.1", "server.http2.enabled=true",
					"server.ssl.bundle=web", "network.names.port=0", "network.data=" + folder,
					"spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.ssl.bundle.pem.web.keystore.certificate=" + folder.resolve("crt"),
					"spring.ssl.bundle.pem.web.keystore.private-key=" + folder.resolve("key"))
			.run()) {
			int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
			assertThat(DnsTool.dig(server, "+https", "www.example.org", "A")).contains("192.0.2.1", "(HTTPS)");
			assertThat(DnsTool.dig(server, "+https-get", "www.example.org", "A")).contains("192.0.2.1");
		}
	}

	private static WebTestClient client() {
		NameServer server = new NameServer(ServerSettings.DEFAULTS, (client, listener) -> ZoneSet.NONE, List.of(),
				List.of(HANDLER), List.of());
		return WebTestClient
			.bindToRouterFunction(
					RouterFunctions.route(RequestPredicates.path("/dns-query"), new DnsOverHttp(server)::handle))
			.build();
	}

	private byte[] post(byte[] message) {
		return body(this.client.post()
			.uri("/dns-query")
			.contentType(DnsOverHttp.DNS_MESSAGE)
			.bodyValue(message)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody());
	}

	private static byte[] body(WebTestClient.BodyContentSpec body) {
		byte[] bytes = body.returnResult().getResponseBody();
		if (bytes == null) {
			throw new AssertionError("There is no body");
		}
		return bytes;
	}

	private static byte[] query(Name name) {
		return Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)).toWire();
	}

	private static Message parsed(byte[] answer) {
		try {
			return new Message(answer);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ARecord address(int ttl) {
		return new ARecord(NAME, DClass.IN, ttl, new InetSocketAddress("192.0.2." + ttl / 30, 0).getAddress());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		DnsHandler handler() {
			return HANDLER;
		}

	}

}

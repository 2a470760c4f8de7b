package dev.torsion.names.autoconfigure.controller;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import dev.torsion.interop.Interop;
import dev.torsion.mapping.NonBlocking;
import dev.torsion.mapping.autoconfigure.MappingAutoConfiguration;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsMapping;
import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.autoconfigure.RateLimitAutoConfiguration;
import dev.torsion.names.autoconfigure.filter.FilterAutoConfiguration;
import dev.torsion.names.interop.DnsTool;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xbill.DNS.Type.A;
import static org.xbill.DNS.Type.CNAME;
import static org.xbill.DNS.Type.TXT;

/**
 * Tests for methods and blocklists behind the server, asked by {@code dig}.
 */
@Timeout(60)
@Interop("dig")
class ServedControllersTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				MappingAutoConfiguration.class, NamesAutoConfiguration.class, ControllerAutoConfiguration.class,
				FilterAutoConfiguration.class, RateLimitAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s", "network.names.port=0")
		.withBean(Services.class);

	@Test
	void answersFromMethods() {
		this.runner.run((context) -> {
			assertThat(dig(context, "+norec", "Web1.svc.example.org", "A")).contains("status: NOERROR", "flags: qr aa;")
				.containsPattern("Web1\\.svc\\.example\\.org\\.\\s+60\\s+IN\\s+A\\s+10\\.0\\.0\\.1");
			assertThat(dig(context, "+tcp", "web1.svc.example.org", "AAAA")).contains("status: NOERROR", "ANSWER: 0")
				.containsPattern("svc\\.example\\.org\\.\\s+60\\s+IN\\s+SOA");
			assertThat(dig(context, "none.svc.example.org", "A")).contains("status: NXDOMAIN")
				.containsPattern("svc\\.example\\.org\\.\\s+60\\s+IN\\s+SOA");
			assertThat(dig(context, "+norec", "svc.example.org", "NS")).contains("status: NOERROR", "ANSWER: 0");
			assertThat(dig(context, "other.example.org", "A")).contains("status: REFUSED");
		});
	}

	@Test
	void followsAnAliasThatAMethodGives() {
		this.runner.run((context) -> assertThat(dig(context, "www.example.org", "A")).contains("ANSWER: 2")
			.containsPattern("www\\.example\\.org\\.\\s+60\\s+IN\\s+CNAME\\s+web1\\.svc\\.example\\.org\\.")
			.containsPattern("web1\\.svc\\.example\\.org\\.\\s+60\\s+IN\\s+A\\s+10\\.0\\.0\\.1"));
	}

	@Test
	void callsMethodsThatMayBlockAwayFromTheLoop() {
		this.runner.run((context) -> {
			assertThat(dig(context, "+short", "plain.thread.example.org", "TXT")).contains("torsion-blocking-");
			assertThat(dig(context, "+short", "quick.thread.example.org", "TXT")).contains("torsion-")
				.doesNotContain("blocking");
			assertThat(dig(context, "broken.thread.example.org", "TXT")).contains("status: SERVFAIL");
		});
	}

	@Test
	void answersBlockedNamesWithTheReason() {
		this.runner
			.withPropertyValues("network.names.blocklists[0].names=ads.example.org",
					"network.names.blocklists[0].answer=null-address")
			.run((context) -> {
				assertThat(dig(context, "ads.example.org", "A")).contains("status: NOERROR", "EDE: 15 (Blocked)")
					.containsPattern("ads\\.example\\.org\\.\\s+60\\s+IN\\s+A\\s+0\\.0\\.0\\.0");
				assertThat(dig(context, "web1.svc.example.org", "A")).contains("10.0.0.1");
			});
	}

	private static String dig(ApplicationContext context, String... arguments) throws IOException {
		int port = context.getEnvironment().getRequiredProperty("local.network.names-udp.port", int.class);
		return DnsTool.dig(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), arguments);
	}

	@DnsController
	static class Services {

		@DnsMapping(name = "{instance}.svc.example.org", type = A)
		Mono<InetAddress> instance(String instance) throws UnknownHostException {
			return instance.equals("none") ? Mono.empty() : Mono.just(InetAddress.getByName("10.0.0.1"));
		}

		@DnsMapping(name = "www.example.org", type = CNAME)
		Mono<String> www() {
			return Mono.just("web1.svc.example.org.");
		}

		@DnsMapping(name = "plain.thread.example.org", type = TXT)
		String plain() {
			return Thread.currentThread().getName();
		}

		@NonBlocking
		@DnsMapping(name = "quick.thread.example.org", type = TXT)
		String quick() {
			return Thread.currentThread().getName();
		}

		@DnsMapping(name = "broken.thread.example.org", type = TXT)
		String broken() {
			throw new IllegalStateException("broken");
		}

	}

}

package dev.torsion.names.autoconfigure.resolver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import dev.torsion.names.autoconfigure.NamesAutoConfiguration;
import dev.torsion.names.test.MockDns;
import dev.torsion.net.DatagramServer;
import dev.torsion.net.ServerFixture;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the resolver behind the application's own server, over real sockets.
 */
@Timeout(60)
class ServedResolverTests {

	private final MockDns dns = new MockDns().start().record("www.example.org 300 A 10.0.0.1");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				NamesAutoConfiguration.class, ResolverAutoConfiguration.class))
		.withPropertyValues("network.names.port=0", "spring.reactor.netty.shutdown-quiet-period=0s",
				"network.shutdown.grace-period=1s", "network.names.resolver.forward=" + this.dns.hostAndPort());

	@AfterEach
	void stop() {
		this.dns.close();
	}

	@Test
	void answersWhatOthersKnow() {
		this.runner.run((context) -> {
			for (boolean tcp : new boolean[] { false, true }) {
				Message answer = ask(context, "www.example.org.", true, tcp);
				assertThat(answer.getSection(Section.ANSWER)).singleElement()
					.satisfies((record) -> assertThat(record.rdataToString()).isEqualTo("10.0.0.1"));
				assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
				assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
			}
			assertThat(ask(context, "nobody.example.org.", true, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
			assertThat(this.dns.queries("www.example.org")).hasSize(1);
		});
	}

	@Test
	void refusesWhoDoesNotWantRecursion() {
		this.runner.run((context) -> {
			ask(context, "www.example.org.", true, false);
			assertThat(ask(context, "www.example.org.", false, false).getRcode()).isEqualTo(Rcode.REFUSED);
		});
	}

	@Test
	void refusesWhoIsNotAllowed() {
		this.runner.withPropertyValues("network.names.resolver.allow=192.0.2.0/24").run((context) -> {
			Message answer = ask(context, "www.example.org.", true, false);
			assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
			assertThat(this.dns.queries()).isEmpty();
		});
	}

	private static Message ask(ApplicationContext context, String name, boolean recursion, boolean tcp)
			throws IOException {
		int port = ServerFixture.port(context.getBean("namesUdpServer", DatagramServer.class));
		SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		resolver.setTCP(tcp);
		Message query = Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
		if (!recursion) {
			query.getHeader().unsetFlag(Flags.RD);
		}
		return resolver.send(query);
	}

}

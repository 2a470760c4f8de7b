package dev.torsion.names.autoconfigure;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.interop.Interop;
import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.interop.DnsTool;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.ZoneBuilder;
import dev.torsion.names.zone.Zones;
import dev.torsion.net.Certificates;
import dev.torsion.net.DatagramServer;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NamesAutoConfiguration} over real sockets.
 */
class NamesAutoConfigurationTests {

	private static final String[] SMALL = { "network.names.port=0", "spring.reactor.netty.shutdown-quiet-period=0s",
			"network.shutdown.grace-period=1s" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				NamesAutoConfiguration.class))
		.withUserConfiguration(ExampleZone.class)
		.withPropertyValues(SMALL);

	@Test
	void answersByUdpAndTcpOnOnePort() {
		this.runner.run((context) -> {
			assertThat(port(context, "names-udp")).isEqualTo(port(context, "names-tcp"));
			assertThat(ask(context, "www.example.org.").getSection(Section.ANSWER)).hasSize(1);
			Message large = ask(context, "large.example.org.");
			assertThat(large.getHeader().getFlag(Flags.TC)).isTrue();
			assertThat(askByTcp(context, "large.example.org.").getSection(Section.ANSWER)).hasSize(200);
		});
	}

	@Test
	void refusesWhatItHasNoZoneFor() {
		this.runner.run((context) -> assertThat(ask(context, "elsewhere.test.").getRcode()).isEqualTo(Rcode.REFUSED));
	}

	@Test
	void listensOnLoopbackAlone() {
		this.runner.run((context) -> assertThat(context.getBean("namesUdpServer", DatagramServer.class).address())
			.isInstanceOfSatisfying(InetSocketAddress.class,
					(address) -> assertThat(address.getAddress().isLoopbackAddress()).isTrue()));
	}

	@Test
	void isOffWhenSaidSo() {
		this.runner.withPropertyValues("network.names.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Zones.class));
		this.runner.withPropertyValues("network.names.port=-1")
			.run((context) -> assertThat(context.getEnvironment().getProperty("local.network.names-udp.port"))
				.isNull());
	}

	@Test
	void answersByTlsOnceItHasACertificate(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			assertThat(port(context, "names-tls")).isPositive();
			assertThat(context.getEnvironment().getProperty("local.network.names-tls.port")).isNotNull();
		});
		this.runner.run(
				(context) -> assertThat(context.getEnvironment().getProperty("local.network.names-tls.port")).isNull());
	}

	@Test
	void asksHandlersBeforeTheZonesAndAfterThem() {
		this.runner.withUserConfiguration(Handlers.class).run((context) -> {
			assertThat(ask(context, "code.example.org.").getSection(Section.ANSWER)).hasSize(1);
			assertThat(ask(context, "www.example.org.").getSection(Section.ANSWER))
				.containsExactly(ExampleZone.address("www.example.org.", 3));
			Message missing = ask(context, "gone.code.example.org.");
			assertThat(missing.getRcode()).isEqualTo(Rcode.NXDOMAIN);
			assertThat(missing.getSection(Section.AUTHORITY)).singleElement().isInstanceOf(SOARecord.class);
			assertThat(ask(context, "fallback.test.").getSection(Section.ANSWER)).hasSize(1);
			assertThat(ask(context, "broken.test.").getRcode()).isEqualTo(Rcode.SERVFAIL);
		});
	}

	@Test
	void showsAllQueriesToFilters() {
		this.runner.withUserConfiguration(Refusing.class).run((context) -> {
			assertThat(ask(context, "www.example.org.").getRcode()).isEqualTo(Rcode.REFUSED);
			assertThat(ask(context, "large.example.org.").getRcode()).isEqualTo(Rcode.NOERROR);
		});
	}

	@Test
	void showsFiltersOnlyWhatTheyWantToSee() {
		AtomicInteger seen = new AtomicInteger();
		this.runner.withBean(DnsFilter.class, () -> new DnsFilter() {

			@Override
			public boolean supports(DnsQuestion question) {
				return question.name().toString().startsWith("www");
			}

			@Override
			public Mono<DnsResponse> filter(DnsExchange exchange, DnsHandler next) {
				seen.incrementAndGet();
				return next.handle(exchange);
			}

		}).run((context) -> {
			assertThat(ask(context, "ns.example.org.").getSection(Section.ANSWER)).hasSize(1);
			assertThat(seen).hasValue(0);
			assertThat(ask(context, "www.example.org.").getSection(Section.ANSWER)).hasSize(1);
			assertThat(seen).hasValue(1);
		});
	}

	@Test
	void tellsItsNameAndVersionIfTheyAreSet() {
		this.runner.withPropertyValues("network.names.identity=ns1", "network.names.version=seven").run((context) -> {
			Message query = Message.newQuery(Record.newRecord(Name.fromString("version.bind."), Type.TXT, DClass.CH));
			assertThat(ask(context, query).getSection(Section.ANSWER)).singleElement()
				.isInstanceOfSatisfying(TXTRecord.class,
						(text) -> assertThat(text.getStrings()).containsExactly("seven"));
		});
	}

	@Test
	void saysWhatASecretOfCookiesLooksLike() {
		this.runner.withPropertyValues("network.names.cookies.secret=short")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("network.names.cookies.secret")
				.hasMessageNotContaining("short"));
	}

	@Test
	@Interop({ "dig", "kdig", "drill" })
	void answersRealClientsByUdpTcpAndTls(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(),
					port(context, "names-udp"));
			InetSocketAddress secure = new InetSocketAddress(InetAddress.getLoopbackAddress(),
					port(context, "names-tls"));
			assertThat(DnsTool.dig(server, "www.example.org", "A")).contains("status: NOERROR", "192.0.2.3", "COOKIE: ",
					"(good)");
			assertThat(DnsTool.dig(server, "large.example.org", "A")).contains("Truncated, retrying in TCP mode",
					"ANSWER: 200");
			assertThat(DnsTool.kdig(server, "+tcp", "+keepopen", "www.example.org", "A", "ns.example.org", "A"))
				.contains("192.0.2.3", "192.0.2.1");
			assertThat(DnsTool.drill(server, "www.example.org", "A")).contains("192.0.2.3");
			assertThat(DnsTool.kdig(secure, "+tls", "+padding", "www.example.org", "A")).contains("192.0.2.3", "TLS",
					"PADDING");
			assertThat(DnsTool.dig(secure, "+tls", "www.example.org", "A")).contains("192.0.2.3", "(TLS)");
		});
	}

	private ApplicationContextRunner tls(Path folder) throws Exception {
		Certificates.write("localhost", folder.resolve("crt"), folder.resolve("key"));
		return this.runner.withPropertyValues("network.names.ssl.bundle=dot", "network.names.tls-port=0",
				"spring.ssl.bundle.pem.dot.keystore.certificate=" + folder.resolve("crt"),
				"spring.ssl.bundle.pem.dot.keystore.private-key=" + folder.resolve("key"));
	}

	static int port(ApplicationContext context, String name) {
		return context.getEnvironment().getRequiredProperty("local.network." + name + ".port", Integer.class);
	}

	static Message ask(ApplicationContext context, String name) throws Exception {
		return ask(context, Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN)));
	}

	static Message ask(ApplicationContext context, Message query) throws Exception {
		byte[] bytes = query.toWire();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(10_000);
			socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(),
					port(context, "names-udp")));
			DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
			socket.receive(answer);
			return new Message(Arrays.copyOf(answer.getData(), answer.getLength()));
		}
	}

	private static Message askByTcp(ApplicationContext context, String name) throws Exception {
		byte[] bytes = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN)).toWire();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(context, "names-tcp"))) {
			socket.setSoTimeout(10_000);
			DataOutputStream out = new DataOutputStream(socket.getOutputStream());
			out.writeShort(bytes.length);
			out.write(bytes);
			DataInputStream in = new DataInputStream(socket.getInputStream());
			byte[] answer = new byte[in.readUnsignedShort()];
			in.readFully(answer);
			return new Message(answer);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ExampleZone {

		@Bean
		static BeanPostProcessor exampleZone() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					if (bean instanceof Zones zones) {
						load(zones);
					}
					return bean;
				}

			};
		}

		private static void load(Zones zones) {
			Name origin = name("example.org.");
			ZoneBuilder builder = new ZoneBuilder(Records.name(origin))
				.add(new SOARecord(origin, DClass.IN, 60, name("ns.example.org."), name("a."), 1, 1, 1, 1, 1))
				.add(address("ns.example.org.", 1))
				.add(address("www.example.org.", 3));
			for (int i = 0; i < 200; i++) {
				builder.add(address("large.example.org.", i));
			}
			zones.publish(builder.build());
		}

		static ARecord address(String name, int last) {
			try {
				return new ARecord(name(name), DClass.IN, 60,
						InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, (byte) last }));
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}

		static Name name(String text) {
			return Name.fromConstantString(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		DnsHandler code() {
			return (exchange) -> switch (exchange.question().name().toString()) {
				case "code.example.org." -> Mono.just(DnsResponse.answer(ExampleZone.address("code.example.org.", 9)));
				case "gone.code.example.org." -> Mono.just(DnsResponse.nxDomain());
				case "broken.test." -> Mono.error(new IllegalStateException("test"));
				default -> Mono.empty();
			};
		}

		@Bean
		@Order(DnsHandler.ZONES + 1)
		DnsHandler fallback() {
			return (exchange) -> Mono
				.just(DnsResponse.answer(ExampleZone.address(exchange.question().name().toString(), 9)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refusing {

		@Bean
		DnsFilter refusing() {
			return (exchange, next) -> exchange.question().name().toString().startsWith("www")
					? Mono.just(DnsResponse.refused()) : next.handle(exchange);
		}

	}

}

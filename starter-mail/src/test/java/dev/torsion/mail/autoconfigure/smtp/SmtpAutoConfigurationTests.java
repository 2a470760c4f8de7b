package dev.torsion.mail.autoconfigure.smtp;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.autoconfigure.MailAutoConfiguration;
import dev.torsion.mail.smtp.session.Mailroom;
import dev.torsion.mail.smtp.session.Rule;
import dev.torsion.mail.smtp.session.SmtpCommand;
import dev.torsion.mail.smtp.session.SmtpSession;
import dev.torsion.mail.smtp.session.settings.SenderRule;
import dev.torsion.net.Certificates;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SmtpAutoConfiguration} over real sockets.
 */
class SmtpAutoConfigurationTests {

	private static final String PLAIN = Base64.getEncoder()
		.encodeToString("\0ada@example.org\0secret".getBytes(StandardCharsets.UTF_8));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				CredAutoConfiguration.class, CredSaslAutoConfiguration.class, SmtpAutoConfiguration.class))
		.withUserConfiguration(Room.class)
		.withPropertyValues("network.mail.smtp.port=0", "network.mail.submission.port=0",
				"network.mail.submission.tls-port=0", "network.mail.lmtp.port=0",
				"network.mail.hostname=mx.example.org", "network.cred.users[0].name=ada@example.org",
				"network.cred.users[0].password={noop}secret", "spring.reactor.netty.shutdown-quiet-period=0s",
				"network.shutdown.grace-period=1s");

	@Test
	void takesMailForItsDomainsAndNoneForOthers() {
		this.runner.run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				assertThat(peer.reply()).isEqualTo("220 mx.example.org ESMTP");
				assertThat(peer.ask("EHLO there.example")).doesNotContain("STARTTLS").doesNotContain("AUTH");
				assertThat(peer.ask("MAIL FROM:<ada@there.example>")).startsWith("250");
				assertThat(peer.ask("RCPT TO:<bob@elsewhere.example>")).startsWith("550 5.7.1");
				assertThat(peer.ask("RCPT TO:<bob@example.org>")).startsWith("250");
				assertThat(peer.ask("DATA")).startsWith("354");
				assertThat(peer.ask("Subject: Hello\r\n\r\nBye\r\n.")).startsWith("250 2.0.0");
				assertThat(peer.ask("QUIT")).startsWith("221");
				assertThat(peer.reply()).isNull();
			}
			assertThat(context.getBean(Mailroom.class).only().sent()).isEqualTo("Subject: Hello\r\n\r\nBye\r\n");
		});
	}

	@Test
	void takesSubmissionsAfterALoginOverTls(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			try (SmtpPeer peer = SmtpPeer.overTls(port(context, "submissions"))) {
				peer.reply();
				assertThat(peer.ask("EHLO there.example")).contains("AUTH").doesNotContain("STARTTLS");
				assertThat(peer.ask("MAIL FROM:<ada@example.org>")).startsWith("530 5.7.0");
				submit(peer);
			}
			assertThat(context.getBean(Mailroom.class).only().text()).contains(" with ESMTPSA id ")
				.contains("\r\nDate: ")
				.contains("\r\nMessage-ID: <")
				.contains("@mx.example.org>\r\nFrom: x\r\n");
		});
	}

	@Test
	void startsTlsBeforeALogin(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "submission"))) {
				peer.reply();
				assertThat(peer.ask("EHLO there.example")).contains("STARTTLS");
				assertThat(peer.ask("STARTTLS")).startsWith("220");
				peer.startTls();
				assertThat(peer.ask("MAIL FROM:<ada@example.org>")).startsWith("503");
				assertThat(peer.ask("EHLO there.example")).contains("AUTH").doesNotContain("STARTTLS");
				submit(peer);
			}
		});
	}

	private static void submit(SmtpPeer peer) throws Exception {
		String plain = Base64.getEncoder().encodeToString("\0ada@example.org\0secret".getBytes(StandardCharsets.UTF_8));
		assertThat(peer.ask("AUTH PLAIN " + PLAIN)).isEqualTo("235 2.7.0 Welcome");
		assertThat(peer.ask("MAIL FROM:<eve@example.org>")).startsWith("553 5.7.1");
		assertThat(peer.ask("MAIL FROM:<ada@example.org>")).startsWith("250");
		assertThat(peer.ask("RCPT TO:<bob@elsewhere.example>")).startsWith("250");
		assertThat(peer.ask("DATA")).startsWith("354");
		assertThat(peer.ask("From: x\r\n\r\nBye\r\n.")).startsWith("250 2.0.0");
	}

	/** CVE-2011-0411, with what follows in the packet of the command and in the next. */
	@Test
	void dropsWhatFollowsStartTlsInPlainText(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			for (boolean onePacket : new boolean[] { true, false }) {
				try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
					peer.reply();
					peer.ask("EHLO there.example");
					if (onePacket) {
						assertThat(peer.ask("STARTTLS\r\nRSET\r\nMAIL FROM:<eve@there.example>")).startsWith("220");
					}
					else {
						assertThat(peer.ask("STARTTLS")).startsWith("220");
					}
					peer.startTls();
					assertThat(peer.ask("NOOP")).startsWith("250 2.0.0");
					assertThat(peer.ask("RCPT TO:<bob@example.org>")).startsWith("503");
					assertThat(peer.ask("MAIL FROM:<a@there.example>")).as("EHLO is forgotten").startsWith("503");
				}
			}
		});
	}

	@Test
	void refusesPlainTextInThePlaceOfTheHandshake(@TempDir Path folder) throws Exception {
		tls(folder).run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				peer.reply();
				peer.ask("EHLO there.example");
				assertThat(peer.ask("STARTTLS")).startsWith("220");
				peer.send("EHLO there.example\r\nMAIL FROM:<eve@there.example>\r\n");
				assertThat(peer.reply()).satisfiesAnyOf((reply) -> assertThat(reply).isNull(),
						(reply) -> assertThat(reply).doesNotContain("250"));
			}
		});
	}

	@Test
	void takesMailByLmtpOverAUnixSocket(@TempDir Path folder) {
		Path socket = folder.resolve("lmtp");
		this.runner.withPropertyValues("network.mail.lmtp.enabled=true", "network.mail.lmtp.unix-socket=" + socket)
			.run((context) -> {
				try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
					channel.connect(UnixDomainSocketAddress.of(socket));
					channel.write(ByteBuffer.wrap("""
							LHLO there.example\r
							MAIL FROM:<>\r
							RCPT TO:<bob@example.org>\r
							RCPT TO:<cleo@example.org>\r
							DATA\r
							Subject: Hello\r
							\r
							.\r
							QUIT\r
							""".getBytes(StandardCharsets.US_ASCII)));
					assertThat(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII))
						.contains("250 2.1.5 <bob@example.org> Ok")
						.contains("250 2.1.5 <cleo@example.org> Ok")
						.endsWith("221 2.0.0 Goodbye\r\n");
				}
			});
	}

	@Test
	void hasNoLmtpUnlessToldSo() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("lmtpServer").hasBean("smtpServer"));
	}

	@Test
	void isOffWhenSaidSo() {
		this.runner.withPropertyValues("network.mail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NetworkServer.class));
		this.runner.withPropertyValues("network.mail.smtp.enabled=false", "network.mail.submission.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NetworkServer.class));
	}

	@Test
	void offersALoginOnTheMxPortIfToldSo() {
		this.runner.withPropertyValues("network.mail.smtp.auth=true").run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				peer.reply();
				assertThat(peer.ask("EHLO there.example")).contains("AUTH ");
			}
		});
	}

	@Test
	void takesVerbsAndPoliciesOfTheApplication() {
		this.runner.withUserConfiguration(Own.class).run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				peer.reply();
				assertThat(peer.ask("EHLO there.example")).contains("XCOFFEE");
				assertThat(peer.ask("XCOFFEE")).isEqualTo("250 2.0.0 Here it is");
				assertThat(peer.ask("VRFY bob")).isEqualTo("250 2.0.0 Why not");
				assertThat(peer.ask("EHLO bad.example")).isEqualTo("550 5.7.1 Not you");
			}
		});
	}

	@Test
	void tellsThoseWhoAreTooMany() {
		this.runner.withPropertyValues("network.mail.smtp.max-connections-per-address=1").run((context) -> {
			try (SmtpPeer first = new SmtpPeer(port(context, "smtp"));
					SmtpPeer second = new SmtpPeer(port(context, "smtp"))) {
				assertThat(first.reply()).startsWith("220");
				assertThat(second.reply()).isEqualTo("421 4.7.0 Too many connections, try again later");
				assertThat(second.reply()).isNull();
			}
		});
	}

	@Test
	void tellsWhatIsWrongWithAProperty() {
		this.runner.withPropertyValues("network.mail.smtp.max-line=80B")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(IllegalArgumentException.class,
						(ex) -> assertThat(ex).hasMessage("max-line is 80, less than 510")));
		this.runner.withPropertyValues("network.mail.hostname=not a host")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class,
						(ex) -> assertThat(ex.analysis().getDescription()).contains("'not a host'")));
	}

	@Test
	void countsForMicrometer() {
		this.runner.withConfiguration(AutoConfigurations.of(SmtpMetricsAutoConfiguration.class)).run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				peer.reply();
				peer.ask("XYZZY");
			}
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(MeterBinder.class).bindTo(registry);
			assertThat(registry.get("network.mail.refused")
				.tags("listener", "smtp", "what", "command")
				.functionCounter()
				.count()).isOne();
			assertThat(registry.get("network.mail.accepted").tag("listener", "submission").functionTimer().count())
				.isZero();
		});
	}

	@Test
	void limitsRates() {
		this.runner.withPropertyValues("network.mail.rate-limit.exempt=", "network.mail.rate-limit.messages=1")
			.run((context) -> {
				try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
					peer.reply();
					peer.ask("EHLO there.example");
					assertThat(peer.ask("MAIL FROM:<>")).startsWith("250");
					peer.ask("RSET");
					assertThat(peer.ask("MAIL FROM:<>")).startsWith("450 4.7.1");
				}
			});
	}

	@Test
	void believesTrustedProxies() {
		this.runner.withPropertyValues("network.mail.smtp.proxy-protocol.trusted=127.0.0.1").run((context) -> {
			try (SmtpPeer peer = new SmtpPeer(port(context, "smtp"))) {
				peer.send("PROXY TCP4 192.0.2.7 192.0.2.8 1 25\r\n");
				assertThat(peer.reply()).startsWith("220");
				peer.ask("EHLO there.example");
				peer.ask("MAIL FROM:<>");
				peer.ask("RCPT TO:<bob@example.org>");
				assertThat(peer.ask("BDAT 0 LAST")).startsWith("250");
			}
			assertThat(context.getBean(Mailroom.class).only().text())
				.startsWith("Received: from there.example ([192.0.2.7])");
		});
	}

	@Test
	void joinsTheHostedDomains(@TempDir Path folder) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
					CredAutoConfiguration.class, CredSaslAutoConfiguration.class, MailAutoConfiguration.class,
					SmtpAutoConfiguration.class))
			.withPropertyValues("network.mail.smtp.port=0", "network.mail.submission.port=0",
					"network.mail.hostname=mx.example.org", "network.mail.domains[0].name=example.org",
					"network.mail.store=memory", "network.data=" + folder, "network.cred.users[0].name=ada@example.org",
					"network.cred.users[0].password={noop}secret", "spring.reactor.netty.shutdown-quiet-period=0s",
					"network.shutdown.grace-period=1s")
			.run((context) -> {
				try (SmtpPeer peer = new SmtpPeer(port(context, "submission"))) {
					peer.reply();
					peer.ask("EHLO there.example");
					assertThat(peer.ask("AUTH PLAIN " + PLAIN)).startsWith("235");
					assertThat(peer.ask("MAIL FROM:<eve@example.org>")).startsWith("553 5.7.1");
					assertThat(peer.ask("MAIL FROM:<ada+list@example.org>")).startsWith("250");
					assertThat(peer.ask("RCPT TO:<nobody@example.org>")).startsWith("550 5.1.1");
					assertThat(peer.ask("RCPT TO:<ada+x@example.org>")).startsWith("250");
					assertThat(peer.ask("DATA")).startsWith("354");
					assertThat(peer.ask("Subject: Hello\r\n\r\n.")).startsWith("250 2.0.0");
				}
			});
	}

	@Test
	void hasANameWithoutBeingToldOne() {
		assertThat(HostName.of(null).value()).isNotBlank();
	}

	private ApplicationContextRunner tls(Path folder) throws Exception {
		Certificates.write("mx.example.org", folder.resolve("cert.pem"), folder.resolve("key.pem"));
		return this.runner.withPropertyValues("network.mail.ssl.bundle=mx",
				"spring.ssl.bundle.pem.mx.keystore.certificate=" + folder.resolve("cert.pem"),
				"spring.ssl.bundle.pem.mx.keystore.private-key=" + folder.resolve("key.pem"));
	}

	private static int port(ApplicationContext context, String name) {
		return context.getEnvironment().getRequiredProperty("local.network." + name + ".port", Integer.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Room {

		@Bean
		Mailroom mailroom() {
			return new Mailroom();
		}

		@Bean
		SenderRule senderRule() {
			return SenderRule.byName();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		SmtpCommand coffee() {
			return command("XCOFFEE", "Here it is");
		}

		@Bean
		SmtpCommand verify() {
			return command("VRFY", "Why not");
		}

		@Bean
		MailPolicy policy() {
			return new MailPolicy() {

				@Override
				public Mono<Void> introduced(MailClient client) {
					return client.helo().equals("bad.example")
							? Mono.error(new MailRefusedException(SmtpReply.refused("5.7.1", "Not you")))
							: Mono.empty();
				}

			};
		}

		private static SmtpCommand command(String verb, String text) {
			return new SmtpCommand() {

				@Override
				public Rule rule() {
					return Rule.of(verb);
				}

				@Override
				public Mono<SmtpReply> run(SmtpSession session, String argument) {
					return Mono.just(new SmtpReply(250, "2.0.0", text));
				}

				@Override
				public List<String> keywords(SmtpSession session) {
					return List.of(verb);
				}

			};
		}

	}

}

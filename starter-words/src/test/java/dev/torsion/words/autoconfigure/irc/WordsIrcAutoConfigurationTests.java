package dev.torsion.words.autoconfigure.irc;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;

import dev.torsion.BlockedLoops;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.cred.autoconfigure.CredSaslAutoConfiguration;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.words.autoconfigure.WordsAutoConfiguration;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcServer;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.session.Rule;
import dev.torsion.words.irc.wire.IrcMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WordsIrcAutoConfiguration} over real sockets.
 */
@Timeout(60)
class WordsIrcAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(SslAutoConfiguration.class,
			NetworkAutoConfiguration.class, CredAutoConfiguration.class, CredSaslAutoConfiguration.class,
			WordsAutoConfiguration.class, WordsIrcAutoConfiguration.class, WordsIrcMetricsAutoConfiguration.class);

	private static final String[] PROPERTIES = { "network.words.name=irc.example", "network.words.irc.port=0",
			"network.words.irc.tls-port=0", "network.cred.iterations=4096", "network.cred.users[0].name=jane",
			"network.cred.users[0].password=secret", "network.cred.users[0].roles=OPS",
			"network.cred.throttle.enabled=false", "spring.reactor.netty.shutdown-quiet-period=0s",
			"network.linger=0" };

	@TempDir
	private static Path data;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withPropertyValues(PROPERTIES)
		.withPropertyValues("network.data=" + data);

	@Test
	void letsTwoTalk() {
		this.runner.run((context) -> {
			BlockedLoops watch = BlockedLoops.watch();
			try (IrcSocket alice = IrcSocket.open(context); IrcSocket bob = IrcSocket.open(context)) {
				alice.register("alice").send("JOIN #lobby");
				assertThat(alice.await(" 366 ")).isEqualTo(":irc.example 366 alice #lobby :End of /NAMES list");
				bob.register("bob").send("JOIN #lobby", "PRIVMSG #lobby :hello");
				assertThat(alice.await("PRIVMSG")).isEqualTo(":bob!~bob@localhost PRIVMSG #lobby hello");
				bob.send("QUIT :bye");
				assertThat(alice.await("QUIT")).isEqualTo(":bob!~bob@localhost QUIT :Quit: bye");
				assertThat(bob.await("nothing")).isEqualTo("<end>");
			}
			watch.close();
			assertThat(watch.seen()).isEmpty();
		});
	}

	@Test
	void logsInAndKeepsNicknamesForTheirAccounts() {
		String plain = Base64.getEncoder().encodeToString("\0jane\0secret".getBytes(StandardCharsets.UTF_8));
		this.runner.run((context) -> {
			try (IrcSocket jane = IrcSocket.open(context); IrcSocket other = IrcSocket.open(context)) {
				other.send("NICK jane", "USER j 0 * :J");
				assertThat(other.await(" 433 ")).contains("reserved");
				jane.send("CAP LS 302", "AUTHENTICATE PLAIN", "AUTHENTICATE " + plain);
				assertThat(jane.await("sasl=")).contains("SCRAM-SHA-256").contains("PLAIN");
				assertThat(jane.await(" 900 ")).endsWith("jane :You are now logged in as jane");
				jane.send("NICK jane", "USER j 0 * :J", "CAP END");
				assertThat(jane.await(" 001 ")).contains("jane!~j@localhost");
			}
		});
		this.runner.withPropertyValues("network.words.irc.reserve-nicknames=false").run((context) -> {
			try (IrcSocket other = IrcSocket.open(context)) {
				other.register("jane");
			}
		});
	}

	@Test
	void asksForAPasswordAndForALoginIfToldTo() {
		this.runner.withPropertyValues("network.words.irc.password=sesame").run((context) -> {
			try (IrcSocket stranger = IrcSocket.open(context); IrcSocket friend = IrcSocket.open(context)) {
				stranger.send("NICK a", "USER a 0 * :A");
				assertThat(stranger.await(" 464 ")).isEqualTo(":irc.example 464 * :Password incorrect");
				assertThat(stranger.await("nothing")).isEqualTo("<end>");
				friend.send("PASS sesame");
				friend.register("b");
			}
		});
		this.runner.withPropertyValues("network.words.irc.login-required=true").run((context) -> {
			try (IrcSocket stranger = IrcSocket.open(context); IrcSocket jane = IrcSocket.open(context)) {
				stranger.send("NICK a", "USER a 0 * :A");
				assertThat(stranger.await("FAIL"))
					.isEqualTo(":irc.example FAIL * ACCOUNT_REQUIRED :You have to log in");
				assertThat(stranger.await("nothing")).isEqualTo("<end>");
				jane.send("PASS jane:secret");
				jane.register("jane");
			}
		});
	}

	@Test
	void makesOperatorsOfAccountsWithTheRole() {
		this.runner.withPropertyValues("network.words.irc.operator-role=OPS").run((context) -> {
			try (IrcSocket a = IrcSocket.open(context)) {
				a.register("a").send("OPER jane wrong", "OPER jane secret");
				assertThat(a.await(" 464 ")).isNotEqualTo("<end>");
				assertThat(a.await("MODE")).isEqualTo(":a!~a@localhost MODE a +o");
			}
		});
		this.runner.run((context) -> {
			try (IrcSocket a = IrcSocket.open(context)) {
				a.register("a").send("OPER jane secret");
				assertThat(a.await(" 491 ")).isNotEqualTo("<end>");
			}
		});
	}

	@Test
	void listensOnLoopbackAlone() {
		this.runner.run((context) -> assertThat(context.getBean("ircServer", NetworkServer.class).address())
			.isInstanceOfSatisfying(InetSocketAddress.class,
					(address) -> assertThat(address.getAddress().isLoopbackAddress()).isTrue()));
		this.runner.withPropertyValues("network.words.irc.address=127.0.0.4")
			.run((context) -> assertThat(context.getBean("ircServer", NetworkServer.class).address()).asString()
				.startsWith("/127.0.0.4:"));
	}

	@Test
	void isOffWhenSaidSo() {
		for (String property : List.of("network.words.irc.enabled=false", "network.words.enabled=false")) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(IrcServer.class));
		}
		this.runner.withPropertyValues("network.words.irc.port=-1")
			.run((context) -> assertThat(context.getEnvironment().getProperty("local.network.irc.port")).isNull());
	}

	@Test
	void speaksTlsOnceItHasACertificate(@TempDir Path folder) throws Exception {
		X509Bundle bundle = new CertificateBuilder().subject("CN=irc.example")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		Files.writeString(folder.resolve("cert.pem"), bundle.getCertificatePEM());
		Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM());
		this.runner
			.run((context) -> assertThat(context.getEnvironment().getProperty("local.network.ircs.port")).isNull());
		this.runner
			.withPropertyValues("network.words.irc.ssl.bundle=irc",
					"spring.ssl.bundle.pem.irc.keystore.certificate=file:" + folder.resolve("cert.pem"),
					"spring.ssl.bundle.pem.irc.keystore.private-key=file:" + folder.resolve("key.pem"),
					"spring.ssl.bundle.pem.irc.truststore.certificate=file:" + folder.resolve("cert.pem"))
			.run((context) -> {
				SSLContext tls = context.getBean(SslBundles.class).getBundle("irc").createSslContext();
				try (IrcSocket a = new IrcSocket(
						tls.getSocketFactory().createSocket("127.0.0.1", IrcSocket.port(context, "ircs")))) {
					a.register("a").send("WHOIS a");
					assertThat(a.await(" 671 ")).endsWith("is using a secure connection");
				}
			});
	}

	@Test
	void hearsFromATrustedProxyWhoTheClientIs() {
		this.runner.withPropertyValues("network.words.irc.proxy-protocol.trusted=127.0.0.1").run((context) -> {
			try (IrcSocket a = IrcSocket.open(context)) {
				a.send("PROXY TCP4 192.0.2.7 192.0.2.1 40000 6667", "CAP LS 302", "AUTHENTICATE PLAIN");
				assertThat(a.await(" LS :")).doesNotContain("sasl");
				assertThat(a.await(" 904 ")).isNotEqualTo("<end>");
			}
		});
	}

	@Test
	void takesCommandsOfTheApplicationFirst() {
		this.runner.withUserConfiguration(OwnCommand.class).run((context) -> {
			try (IrcSocket a = IrcSocket.open(context)) {
				a.register("a").send("TIME");
				assertThat(a.await("NOTE")).isEqualTo(":irc.example NOTE TIME :It is late");
			}
		});
	}

	@Test
	void offersNoCapabilityThatIsDisabled() {
		this.runner
			.withPropertyValues("network.words.irc.disabled-capabilities=draft/multiline,sasl",
					"network.words.irc.registration.enabled=true")
			.run((context) -> {
				IrcServer irc = context.getBean(IrcServer.class);
				assertThat(irc.offers(Cap.MULTILINE)).isFalse();
				assertThat(irc.offers(Cap.SASL)).isFalse();
				assertThat(irc.offers(Cap.ACCOUNT_REGISTRATION)).isTrue();
			});
		this.runner
			.run((context) -> assertThat(context.getBean(IrcServer.class).offers(Cap.ACCOUNT_REGISTRATION)).isFalse());
		this.runner.withPropertyValues("network.words.irc.disabled-capabilities=nonsense")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessage("network.words.irc.disabled-capabilities has 'nonsense', which is no capability."));
	}

	@Test
	void countsWhoIsRefused() {
		this.runner.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean("ircMetrics", MeterBinder.class).bindTo(registry);
			try (IrcSocket a = IrcSocket.open(context)) {
				a.send("NICK jane", "USER j 0 * :J");
				a.await(" 433 ");
				assertThat(registry.get("network.words.irc.refused").functionCounter().count()).isEqualTo(1);
				assertThat(registry.get("network.words.irc.unregistered").gauge().value()).isEqualTo(1);
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCommand {

		@Bean
		IrcCommand lateness() {
			return new IrcCommand() {

				@Override
				public Rule rule() {
					return Rule.of("TIME", 0);
				}

				@Override
				public Mono<Void> run(IrcSession session, IrcMessage message) {
					session.send(IrcMessage.from(session.server().settings().name(), "NOTE", "TIME", "It is late"));
					return Mono.empty();
				}

			};
		}

	}

}

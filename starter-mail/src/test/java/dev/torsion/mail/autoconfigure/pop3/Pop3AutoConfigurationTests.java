package dev.torsion.mail.autoconfigure.pop3;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.BlockedLoops;
import dev.torsion.mail.pop3.Mailboxes;
import dev.torsion.mail.pop3.session.Pop3Command;
import dev.torsion.mail.pop3.session.Pop3Server;
import dev.torsion.mail.pop3.session.Pop3Session;
import dev.torsion.mail.pop3.session.Pop3State;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.net.NetworkServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pop3AutoConfiguration} over real sockets.
 */
@Timeout(60)
class Pop3AutoConfigurationTests {

	private static final String READY = "+OK POP3 ready";

	private final ApplicationContextRunner runner = Mailboxes.application();

	@Test
	void servesAMailbox() {
		this.runner.run((context) -> {
			BlockedLoops watch = BlockedLoops.watch();
			context.getBean(Mailboxes.class).deliver("Subject: Hi\r\n\r\nHello\r\n");
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				logIn(bob);
				bob.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
				assertThat(bob.readAll()).isEqualTo("""
						+OK 22 octets
						Subject: Hi

						Hello
						.
						+OK Deleted at the end
						+OK Bye
						""".replace("\n", "\r\n"));
			}
			assertThat(context.getBean(Mailboxes.class).view().messages()).isEmpty();
			watch.close();
			assertThat(watch.seen()).isEmpty();
		});
	}

	private static void logIn(PopSocket socket) throws Exception {
		assertThat(socket.read()).isEqualTo(READY);
		assertThat(socket.ask("USER bob")).startsWith("+OK");
		assertThat(socket.ask("PASS secret")).startsWith("+OK ");
	}

	@Test
	void servesTenThousandMessagesInOneBatch() {
		this.runner.run((context) -> {
			StringBuilder commands = new StringBuilder();
			long size = 0;
			for (int i = 1; i <= 10_000; i++) {
				context.getBean(Mailboxes.class).deliver("Subject: " + i + "\r\n\r\n.\r\n");
				commands.append("RETR ").append(i).append("\r\n");
				size += "+OK 17 octets\r\nSubject: \r\n\r\n..\r\n.\r\n".length() + String.valueOf(i).length();
			}
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				logIn(bob);
				Thread writer = new Thread(() -> {
					try {
						bob.send(commands + "QUIT\r\n");
					}
					catch (Exception ex) {
						throw new IllegalStateException(ex);
					}
				});
				writer.start();
				assertThat(bob.readAll()).hasSize((int) size + "+OK Bye\r\n".length()).endsWith("+OK Bye\r\n");
				writer.join();
			}
		});
	}

	@Test
	void listensOnLoopbackAlone() {
		this.runner.run((context) -> assertThat(context.getBean("pop3Server", NetworkServer.class).address())
			.isInstanceOfSatisfying(InetSocketAddress.class,
					(address) -> assertThat(address.getAddress().isLoopbackAddress()).isTrue()));
		this.runner.withPropertyValues("network.mail.address=127.0.0.3", "network.mail.pop3.port=0")
			.run((context) -> assertThat(context.getBean("pop3Server", NetworkServer.class).address()).asString()
				.startsWith("/127.0.0.3:"));
		this.runner.withPropertyValues("network.mail.address=127.0.0.3", "network.mail.pop3.address=127.0.0.4")
			.run((context) -> assertThat(context.getBean("pop3Server", NetworkServer.class).address()).asString()
				.startsWith("/127.0.0.4:"));
	}

	@Test
	void isOffWhenSaidSo() {
		this.runner.withPropertyValues("network.mail.pop3.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Pop3Server.class));
		this.runner.withPropertyValues("network.mail.pop3.port=-1")
			.run((context) -> assertThat(context.getEnvironment().getProperty("local.network.pop3.port")).isNull());
	}

	@Test
	void hasDocumentedDefaults() {
		new ApplicationContextRunner().withUserConfiguration(Properties.class).run((context) -> {
			Pop3Properties properties = context.getBean(Pop3Properties.class);
			assertThat(properties.port()).isEqualTo(2110);
			assertThat(properties.tlsPort()).isEqualTo(2995);
			assertThat(properties.idleTimeout()).hasMinutes(10);
			assertThat(properties.maxConnections()).isEqualTo(10_000);
			assertThat(properties.maxConnectionsPerAddress()).isEqualTo(100);
			assertThat(properties.limits().maxLine()).isEqualTo(512);
			assertThat(properties.limits().maxErrors()).isEqualTo(10);
		});
	}

	@Test
	void refusesLimitsThatAreTooSmall() {
		this.runner.withPropertyValues("network.mail.pop3.max-line=100B")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("max-line is 100, less than 253"));
		this.runner.withPropertyValues("network.mail.pop3.max-errors=0")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("max-errors is 0, less than 1"));
	}

	@Test
	void hearsFromATrustedProxyWhoTheClientIs() {
		this.runner.withPropertyValues("network.mail.pop3.proxy-protocol.trusted=127.0.0.1").run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				bob.send("PROXY TCP4 192.0.2.7 192.0.2.1 40000 110\r\nUSER bob\r\n");
				assertThat(bob.read()).isEqualTo(READY);
				assertThat(bob.read()).isEqualTo("-ERR [AUTH] Others could read your password");
			}
		});
	}

	@Test
	void speaksTlsOnceItHasACertificate(@TempDir Path folder) throws Exception {
		Mailboxes.applicationWithTls(folder).run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3s")) {
				bob.startTls();
				logIn(bob);
				assertThat(bob.ask("STLS")).isEqualTo("-ERR You have logged in already");
			}
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				assertThat(bob.read()).isEqualTo(READY);
				assertThat(bob.ask("STLS")).isEqualTo("+OK Begin TLS");
				bob.startTls();
				assertThat(bob.ask("STLS")).isEqualTo("-ERR TLS is in use already");
				assertThat(bob.ask("USER bob")).startsWith("+OK");
				assertThat(bob.ask("PASS secret")).startsWith("+OK 0 messages");
			}
		});
		this.runner
			.run((context) -> assertThat(context.getEnvironment().getProperty("local.network.pop3s.port")).isNull());
	}

	@Test
	void dropsWhatIsInThePacketOfStls(@TempDir Path folder) throws Exception {
		Mailboxes.applicationWithTls(folder).run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				assertThat(bob.read()).isEqualTo(READY);
				bob.send("STLS\r\nUSER bob\r\nPASS secret\r\n");
				assertThat(bob.read()).isEqualTo("+OK Begin TLS");
				bob.startTls();
				assertThat(bob.ask("STAT")).isEqualTo("-ERR Log in first");
				assertThat(bob.ask("PASS secret")).isEqualTo("-ERR USER first");
			}
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void hangsUpAtAPacketInPlainTextAfterStls(@TempDir Path folder, CapturedOutput output) throws Exception {
		Mailboxes.applicationWithTls(folder).run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				assertThat(bob.read()).isEqualTo(READY);
				assertThat(bob.ask("STLS")).isEqualTo("+OK Begin TLS");
				bob.send("USER bob\r\nPASS secret\r\n");
				assertThat(bob.readAll()).doesNotContain("OK").doesNotContain("ERR");
			}
			assertThat(output).doesNotContain("NotSslRecordException");
		});
	}

	@Test
	void endsSilentlyWhenTheClientIsIdle() {
		this.runner.withPropertyValues("network.mail.pop3.idle-timeout=200ms").run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				assertThat(bob.read()).isEqualTo(READY);
				assertThat(bob.readAll()).isEmpty();
			}
		});
	}

	@Test
	void limitsConnectionsLinesAndErrors() {
		this.runner
			.withPropertyValues("network.mail.pop3.max-connections=1", "network.mail.pop3.max-line=300B",
					"network.mail.pop3.max-errors=3")
			.run((context) -> {
				try (PopSocket bob = PopSocket.open(context, "pop3")) {
					assertThat(bob.read()).isEqualTo(READY);
					try (PopSocket other = PopSocket.open(context, "pop3")) {
						assertThat(other.readAll())
							.isEqualTo("-ERR [SYS/TEMP] Too many connections, try again later\r\n");
					}
					assertThat(bob.ask("USER " + "x".repeat(295))).startsWith("+OK");
					assertThat(bob.ask("USER " + "x".repeat(296))).isEqualTo("-ERR The line is too long");
					assertThat(bob.ask("FOO")).startsWith("-ERR");
					bob.send("FOO\r\nCAPA\r\n");
					assertThat(bob.readAll()).isEqualTo("-ERR There is no such command\r\n-ERR Too many errors\r\n");
				}
			});
		this.runner.withPropertyValues("network.mail.pop3.max-connections-per-address=1").run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				assertThat(bob.read()).isEqualTo(READY);
				try (PopSocket other = PopSocket.open(context, "pop3")) {
					assertThat(other.read()).startsWith("-ERR [SYS/TEMP]");
				}
			}
		});
	}

	@Test
	void letsTheMaildropGoWhenTheClientIsGone() {
		this.runner.run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				logIn(bob);
				try (PopSocket other = PopSocket.open(context, "pop3")) {
					other.read();
					other.ask("USER bob");
					assertThat(other.ask("PASS secret")).startsWith("-ERR [IN-USE]");
				}
			}
			NetworkServer server = context.getBean("pop3Server", NetworkServer.class);
			while (!server.connections().isEmpty()) {
				Thread.onSpinWait();
			}
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				logIn(bob);
			}
		});
	}

	@Test
	void saysGoodbyeWhenTheApplicationStops() {
		this.runner.run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				logIn(bob);
				context.close();
				assertThat(bob.readAll()).isEqualTo("-ERR [SYS/TEMP] Closing down, try again later\r\n");
			}
		});
	}

	@Test
	void takesCommandsThatAreBeans() {
		this.runner.withBean(Hello.class).run((context) -> {
			try (PopSocket bob = PopSocket.open(context, "pop3")) {
				bob.read();
				assertThat(bob.ask("XHELLO you")).isEqualTo("+OK Hello, you");
				bob.send("CAPA\r\nQUIT\r\n");
				assertThat(bob.readAll()).contains("\r\nX-HELLO\r\n").contains("\r\nUIDL\r\n");
			}
		});
	}

	@EnableConfigurationProperties(Pop3Properties.class)
	static class Properties {

	}

	static class Hello implements Pop3Command {

		@Override
		public Rule rule() {
			return Rule.of("XHELLO", Argument.REQUIRED, Pop3State.AUTHORIZATION);
		}

		@Override
		public Mono<Pop3Reply> run(Pop3Session session, String argument) {
			return Mono.just(Pop3Reply.ok("Hello, " + argument));
		}

		@Override
		public List<String> capabilities(Pop3Session session) {
			return List.of("X-HELLO");
		}

	}

}

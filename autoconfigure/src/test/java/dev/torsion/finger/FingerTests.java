package dev.torsion.finger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.torsion.DocExamples;
import dev.torsion.cred.test.PlainPortal;
import dev.torsion.cred.autoconfigure.CredAutoConfiguration;
import dev.torsion.net.Certificates;
import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.NetworkServers;
import dev.torsion.net.OnEachTransport;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.TlsContext;
import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import dev.torsion.net.process.ProcessSettings;
import dev.torsion.net.process.Processes;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The guide to a protocol of one's own, followed to the letter.
 */
@Timeout(60)
@OnEachTransport
class FingerTests {

	private final DocExamples guide = DocExamples.of("docs/own-protocol.md");

	private final ApplicationContextRunner runner;

	FingerTests(IoTransport transport) {
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class))
			.withPropertyValues("network.reactor.transport=" + TransportSupport.require(transport),
					"spring.reactor.netty.shutdown-quiet-period=0s");
	}

	@Test
	void theGuideShowsTheCodeThatIsTested() {
		assertThat(this.guide.code("finger-protocol")).isEqualTo(DocExamples.tagged(FingerProtocol.class, "protocol"));
		assertThat(this.guide.code("finger-plans")).isEqualTo(DocExamples.tagged(Plans.class, "plans"));
		assertThat(this.guide.code("finger-server"))
			.isEqualTo(DocExamples.tagged(FingerConfiguration.class, "server").stripTrailing() + "\n\n}\n");
		assertThat(this.guide.code("finger-transcript")).isEqualTo(DocExamples.tagged(getClass(), "transcript"));
		assertThat(this.guide.code("finger-plan")).isEqualTo(DocExamples.tagged(PlanProtocol.class, "plan"));
		assertThat(this.guide.code("finger-tls")).isEqualTo(DocExamples.tagged(FingerConfiguration.class, "tls"));
		assertThat(this.guide.code("finger-doors"))
			.isEqualTo(DocExamples.tagged(FingerDoorsConfiguration.class, "doors"));
		assertThat(this.guide.code("finger-plan-transcript"))
			.isEqualTo(DocExamples.tagged(getClass(), "plan-transcript"));
		assertThat(this.guide.code("finger-client")).isEqualTo(DocExamples.tagged(FingerClient.class, "client"));
		assertThat(this.guide.code("finger-use")).isEqualTo(DocExamples.tagged(Finger.class, "use"));
		assertThat(this.guide.code("program")).isEqualTo(DocExamples.tagged(ProgramPlans.class, "program"));
		assertThat(this.guide.code("finger-client-transcript"))
			.isEqualTo(DocExamples.tagged(getClass(), "client-transcript"));
	}

	@Test
	void asksAProgram() {
		try (Processes processes = new Processes(new ProcessSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
				Schedulers.parallel(), Thread::new)) {
			assertThat(new ProgramPlans(processes).of("bob").block()).isEqualTo("Nobody knows what bob plans\n");
		}
	}

	// tag::transcript[]
	@Test
	void tellsAPlanAndCloses() {
		new Conversation((transport) -> new FingerProtocol(transport, new Plans())).holds("""
				C: bob
				S: Write a server
				<closed>
				""");
	}
	// end::transcript[]

	@Test
	void knowsNothingOfAStrangerAndEndsAtALineThatIsTooLong() {
		new Conversation((transport) -> new FingerProtocol(transport, new Plans())).holds("""
				C: eve
				S: No such user
				<closed>
				""");
		new Conversation((transport) -> new FingerProtocol(transport, new Plans())).holds("""
				C: %s
				<silence>
				<closed>
				""".formatted("x".repeat(513)));
	}

	// tag::plan-transcript[]
	@Test
	void asksForNoPasswordThatOthersCouldRead() {
		RecordingTransport transport = new RecordingTransport().offeringTls();
		PlainPortal portal = new PlainPortal().account("bob", "secret")
			.refusingAfter(Duration.ofSeconds(1), transport.eventLoop());
		new Conversation(transport, (peer) -> new PlanProtocol(peer, new Plans(), portal)).holds("""
				S: Plans, at your service
				C: LOGIN bob secret
				S: STARTTLS first
				C: STARTTLS
				S: Ready for TLS
				C: LOGIN bob wrong
				C: PLAN to be early
				<silence>
				<1s>
				S: Wrong name or password
				S: LOGIN first
				C: LOGIN bob secret
				S: Hello, bob
				C: PLAN Go home
				S: Noted
				<leaving>
				S: Closing down
				""");
	}
	// end::plan-transcript[]

	@Test
	void dropsWhatCameInPlainTextWithTheCommand() {
		RecordingTransport transport = new RecordingTransport().offeringTls();
		Conversation conversation = new Conversation(transport,
				(peer) -> new PlanProtocol(peer, new Plans(), new PlainPortal()));
		conversation.send("STARTTLS\r\nPLAN to attack\r\n".getBytes(StandardCharsets.US_ASCII));
		conversation.holds("""
				S: Plans, at your service
				S: Ready for TLS
				C: PLAN
				S: LOGIN first
				""");
	}

	// tag::client-transcript[]
	@Test
	void asksForAPlan() {
		RecordingTransport transport = new RecordingTransport();
		FingerClient client = new FingerClient(transport, "bob");
		Conversation.ofClient(transport, (server) -> client).holds("""
				C: bob
				S: Write a server
				S: Write a client
				<gone>
				""");
		assertThat(client.answer().block()).containsExactly("Write a server", "Write a client");
	}
	// end::client-transcript[]

	@Test
	void doesNotListenToAServerThatTalksForEver() {
		RecordingTransport transport = new RecordingTransport();
		FingerClient client = new FingerClient(transport, "bob");
		Conversation.ofClient(transport, (server) -> client)
			.holds("C: bob\n" + "S: more\n".repeat(101) + "<closed>\n<gone>");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> client.answer().block())
			.withMessage("An answer of more than 100 lines");
	}

	@Test
	void asksOurOwnServerAndSaysWhoCannotBeAsked() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class))
			.withUserConfiguration(PlainFinger.class, Finger.ClientConfiguration.class)
			.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
			.run((context) -> {
				int port = context.getEnvironment().getRequiredProperty("local.network.finger.port", int.class);
				Finger finger = context.getBean(Finger.class);
				assertThat(finger.user("bob", "localhost", port).block()).containsExactly("Write a server");
				context.getBean(NetworkServer.class).stop();
				assertThatException().isThrownBy(() -> finger.user("bob", "localhost", port).block())
					.havingCause()
					.isInstanceOf(ConnectException.class)
					.withMessageStartingWith("Cannot connect to localhost:" + port + " at ");
			});
	}

	@Test
	void runsInAnApplicationWithAccountsAndTls(@TempDir Path folder) throws IOException {
		Certificates.write("finger.example", folder.resolve("finger.crt"), folder.resolve("finger.key"));
		this.runner.withConfiguration(AutoConfigurations.of(CredAutoConfiguration.class))
			.withUserConfiguration(FingerConfiguration.class)
			.withInitializer((context) -> this.guide.yaml("finger-yaml")
				.forEach(context.getEnvironment().getPropertySources()::addLast))
			.withPropertyValues("finger.port=0", "finger.editor.port=0",
					"spring.ssl.bundle.pem.finger.keystore.certificate=" + folder.resolve("finger.crt"),
					"spring.ssl.bundle.pem.finger.keystore.private-key=" + folder.resolve("finger.key"))
			.run((context) -> {
				ConfigurableEnvironment environment = context.getEnvironment();
				assertThat(finger(environment, "bob")).containsExactly("Write a server");
				changePlan(environment);
				assertThat(finger(environment, "bob")).containsExactly("Go home");
			});
	}

	@Test
	void listensOnAUnixSocketForProxiesToo(@TempDir Path folder) {
		Path path = folder.resolve("finger.sock");
		this.runner.withUserConfiguration(FingerDoorsConfiguration.class)
			.withInitializer((context) -> this.guide.yaml("finger-doors-yaml")
				.forEach(context.getEnvironment().getPropertySources()::addLast))
			.withPropertyValues("finger.unix-socket=" + path)
			.run((context) -> {
				assertThat(context.getBean(NetworkServer.class).address()).hasToString(path.toString());
				try (SocketChannel proxy = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
					proxy.write(ByteBuffer.wrap(
							"PROXY TCP4 192.0.2.7 192.0.2.1 40000 79\r\nbob\r\n".getBytes(StandardCharsets.US_ASCII)));
					assertThat(new BufferedReader(Channels.newReader(proxy, StandardCharsets.US_ASCII)).readLine())
						.isEqualTo("Write a server");
				}
			});
	}

	@Test
	void speaksTlsFromTheFirstByteAndFollowsItsCertificate(@TempDir Path folder) throws IOException {
		Path certificate = folder.resolve("finger.crt");
		Path key = folder.resolve("finger.key");
		Certificates.write("first.example", certificate, key);
		this.runner.withUserConfiguration(SecureFinger.class)
			.withPropertyValues("spring.ssl.bundle.watch.file.quiet-period=100ms",
					"spring.ssl.bundle.pem.finger.reload-on-update=true",
					"spring.ssl.bundle.pem.finger.keystore.certificate=" + certificate,
					"spring.ssl.bundle.pem.finger.keystore.private-key=" + key)
			.run((context) -> {
				ConfigurableEnvironment environment = context.getEnvironment();
				assertThat(fingerByTls(environment)).isEqualTo("CN=first.example says Write a server");
				Certificates.write("renewed.example", certificate, key);
				// Ends when the watch has seen the files, or at the timeout of the test.
				while (!fingerByTls(environment).startsWith("CN=renewed.example")) {
					Thread.onSpinWait();
				}
			});
	}

	private static String fingerByTls(ConfigurableEnvironment environment) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, Certificates.trustingAll(), null);
		try (Socket plain = open(environment, "finger");
				SSLSocket socket = (SSLSocket) tls.getSocketFactory()
					.createSocket(plain, null, plain.getPort(), true)) {
			write(socket, "bob");
			return socket.getSession().getPeerPrincipal() + " says " + reader(socket).readLine();
		}
	}

	private static List<String> finger(ConfigurableEnvironment environment, String user) throws IOException {
		try (Socket socket = open(environment, "finger")) {
			write(socket, user);
			return reader(socket).lines().toList();
		}
	}

	private static void changePlan(ConfigurableEnvironment environment) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, Certificates.trustingAll(), null);
		try (Socket plain = open(environment, "plan-editor")) {
			write(plain, "STARTTLS");
			assertThat(new String(plain.getInputStream().readNBytes(39), StandardCharsets.US_ASCII))
				.endsWith("Ready for TLS\r\n");
			try (Socket socket = tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
				BufferedReader reader = reader(socket);
				write(socket, "LOGIN bob battery staple");
				assertThat(reader.readLine()).isEqualTo("Hello, bob");
				write(socket, "PLAN Go home");
				assertThat(reader.readLine()).isEqualTo("Noted");
			}
		}
	}

	private static Socket open(ConfigurableEnvironment environment, String name) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(),
				environment.getRequiredProperty("local.network." + name + ".port", int.class));
		socket.setSoTimeout(10_000);
		return socket;
	}

	private static void write(Socket socket, String line) throws IOException {
		socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainFinger {

		@Bean
		NetworkServer finger(NetworkServers servers) {
			return servers.stream("finger", Listener.on("finger", 0),
					(transport) -> new FingerProtocol(transport, new Plans()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecureFinger {

		@Bean
		NetworkServer finger(NetworkServers servers) {
			TlsContext tls = servers.tls(TlsSettings.of("finger.ssl.bundle", "finger"));
			return servers.stream("finger", Listener.on("finger", 0).withTls(tls),
					(transport) -> new FingerProtocol(transport, new Plans()));
		}

	}

}

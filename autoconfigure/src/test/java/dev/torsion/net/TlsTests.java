package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.net.framing.LineFraming;
import dev.torsion.net.reactor.IoTransport;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.ClientAuth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static dev.torsion.net.ServerFixture.anyPort;
import static dev.torsion.net.ServerFixture.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for TLS over real sockets: from the first byte, and after a command.
 */
@Timeout(60)
@OnEachTransport
class TlsTests {

	private final ServerFixture fixture;

	private final BlockingQueue<String> executed = new LinkedBlockingQueue<>();

	TlsTests(IoTransport transport) {
		this.fixture = new ServerFixture(transport);
	}

	@BeforeEach
	void register() {
		this.fixture.bundles.registerBundle("first", Certificates.bundle("first.example"));
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void speaksTlsFromTheFirstByte() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withTls(tls("first")), Commands::new);
		try (SSLSocket socket = secure(connect(server), null)) {
			assertThat(names(socket)).isEqualTo("CN=first.example");
			BufferedReader reader = reader(socket);
			assertThat(reader.readLine()).isEqualTo("hello secure");
			write(socket, "one\r\n");
			assertThat(reader.readLine()).isEqualTo("did one");
			assertThat(server.connections()).singleElement().matches(Connection::isSecure);
			write(socket, "quit\r\n");
			assertThat(reader.readLine()).isEqualTo("bye");
			assertThat(reader.readLine()).isNull();
		}
	}

	@Test
	void startsTlsAfterACommand() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withStartTls(tls("first")), Commands::new);
		try (Socket plain = connect(server)) {
			write(plain, "starttls\r\n");
			assertThat(readLine(plain)).isEqualTo("hello");
			assertThat(readLine(plain)).isEqualTo("go ahead");
			try (SSLSocket socket = secure(plain, null)) {
				write(socket, "one\r\n");
				assertThat(reader(socket).readLine()).isEqualTo("did one");
			}
		}
		assertThat(this.executed).containsExactly("starttls", "one secure");
	}

	@Test
	void dropsPlainTextThatWasSentWithTheCommand() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withStartTls(tls("first")), Commands::new);
		try (Socket plain = connect(server)) {
			write(plain, "starttls\r\nevil\r\nhalf a l");
			assertThat(readLine(plain)).isEqualTo("hello");
			assertThat(readLine(plain)).isEqualTo("go ahead");
			try (SSLSocket socket = secure(plain, null)) {
				write(socket, "one\r\n");
				assertThat(reader(socket).readLine()).isEqualTo("did one");
			}
		}
		assertThat(this.executed).containsExactly("starttls", "one secure");
	}

	@Test
	void dropsPlainTextThatWasSentAfterTheCommand() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withStartTls(tls("first")), Commands::new);
		try (Socket plain = connect(server)) {
			plain.setTcpNoDelay(true);
			write(plain, "starttls\r\n");
			assertThat(readLine(plain)).isEqualTo("hello");
			assertThat(readLine(plain)).isEqualTo("go ahead");
			write(plain, "evil\r\n");
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> secure(plain, null));
		}
		assertThat(this.executed).containsExactly("starttls");
		assertThat(server.traffic().errors(ConnectionError.TLS)).isOne();
		assertThat(server.traffic().errors(ConnectionError.INTERNAL)).isZero();
	}

	@Test
	void followsTheCertificateWhenItIsRenewed() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withTls(tls("first")), Commands::new);
		try (SSLSocket old = secure(connect(server), null)) {
			BufferedReader reader = reader(old);
			assertThat(reader.readLine()).isEqualTo("hello secure");
			this.fixture.bundles.updateBundle("first", Certificates.bundle("renewed.example"));
			try (SSLSocket renewed = secure(connect(server), null)) {
				assertThat(names(renewed)).isEqualTo("CN=renewed.example");
			}
			write(old, "one\r\n");
			assertThat(reader.readLine()).isEqualTo("did one");
		}
	}

	@Test
	void keepsTheOldCertificateIfTheNewOneCannotBeUsed() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withTls(tls("first")), Commands::new);
		this.fixture.bundles.updateBundle("first", Certificates.withoutKey());
		try (SSLSocket socket = secure(connect(server), null)) {
			assertThat(names(socket)).isEqualTo("CN=first.example");
		}
	}

	@Test
	void choosesTheCertificateByTheNameTheClientAsksFor() throws Exception {
		this.fixture.bundles.registerBundle("second", Certificates.bundle("second.example"));
		this.fixture.bundles.registerBundle("wild", Certificates.bundle("third.example"));
		TlsContext tls = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "first",
					Map.of("second.example", "second", "*.third.example", "wild"), ClientAuth.NONE));
		NetworkServer server = this.fixture.start(anyPort().withTls(tls), Commands::new);
		assertThat(nameFor(server, "second.example")).isEqualTo("CN=second.example");
		assertThat(nameFor(server, "a.third.example")).isEqualTo("CN=third.example");
		assertThat(nameFor(server, "unknown.example")).isEqualTo("CN=first.example");
		assertThat(nameFor(server, null)).isEqualTo("CN=first.example");
		this.fixture.bundles.updateBundle("second", Certificates.bundle("renewed.example"));
		assertThat(nameFor(server, "second.example")).isEqualTo("CN=renewed.example");
	}

	@Test
	void refusesToStartTlsTwiceOrWithoutACertificate() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), Commands::new);
		try (Socket plain = connect(server)) {
			write(plain, "starttls\r\n");
			assertThat(readLine(plain)).isEqualTo("hello");
			assertThat(readLine(plain)).isEqualTo("not here");
		}
		NetworkServer secure = this.fixture.start(anyPort().withTls(tls("first")), Commands::new);
		try (SSLSocket socket = secure(connect(secure), null)) {
			write(socket, "starttls\r\n");
			BufferedReader reader = reader(socket);
			assertThat(reader.readLine()).isEqualTo("hello secure");
			assertThat(reader.readLine()).isEqualTo("not here");
		}
	}

	@Test
	void survivesWhatIsNotTls() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withTls(tls("first")), Commands::new);
		for (int i = 0; i < 20; i++) {
			try (Socket plain = connect(server)) {
				write(plain, "GET / HTTP/1.0\r\n\r\n");
				plain.getInputStream().readAllBytes();
			}
		}
		try (SSLSocket socket = secure(connect(server), null)) {
			assertThat(reader(socket).readLine()).isEqualTo("hello secure");
		}
		assertThat(server.traffic().errors(ConnectionError.TLS)).isEqualTo(20);
		assertThat(server.traffic().errors(ConnectionError.INTERNAL)).isZero();
	}

	@Test
	void saysWhatToDoWithoutTheBundle() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> tls("missing"))
			.satisfies((failure) -> {
				assertThat(failure.analysis().getDescription())
					.isEqualTo("There is no SSL bundle 'missing', which network.test.ssl.bundle names.");
				assertThat(failure.analysis().getAction())
					.isEqualTo("Define it under spring.ssl.bundle.pem.missing or spring.ssl.bundle.jks.missing, "
							+ "or name one of those there are: [first].");
			});
	}

	@Test
	void hasNoTlsIfTheBundleIsBlank() {
		assertThat(this.fixture.servers().tls("network.test.ssl.bundle", " ")).isNull();
		assertThat(this.fixture.servers().tls("network.test.ssl.bundle", null)).isNull();
	}

	private TlsContext tls(String bundle) {
		return this.fixture.servers().tls(TlsSettings.of("network.test.ssl.bundle", bundle));
	}

	private static String nameFor(NetworkServer server, @Nullable String host) throws Exception {
		try (SSLSocket socket = secure(connect(server), host)) {
			return names(socket);
		}
	}

	static SSLSocket secure(Socket socket, @Nullable String host) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, Certificates.trustingAll(), null);
		SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
		if (host != null) {
			SSLParameters parameters = secure.getSSLParameters();
			parameters.setServerNames(List.of(new SNIHostName(host)));
			secure.setSSLParameters(parameters);
		}
		secure.startHandshake();
		return secure;
	}

	private static String names(SSLSocket socket) throws Exception {
		return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/** Reads no byte too many, because what follows may be TLS. */
	private static String readLine(Socket socket) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; c = socket.getInputStream().read()) {
			line.append((char) c);
		}
		return line.toString().strip();
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	/** Notes what it was told to do, and whether that was secret. */
	private final class Commands implements Protocol {

		private final Transport transport;

		private final LineFraming lines = LineFraming.ofText(64, this::line);

		Commands(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> greet() {
			return this.transport.write(this.transport.isSecure() ? "hello secure\r\n" : "hello\r\n");
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			TlsTests.this.executed.add(line + (this.transport.isSecure() ? " secure" : ""));
			if (line.equals("starttls")) {
				return this.transport.canStartTls()
						? this.transport.write("go ahead\r\n").then(Mono.defer(this.transport::startTls))
						: this.transport.write("not here\r\n");
			}
			if (line.equals("quit")) {
				return this.transport.write("bye\r\n").doFinally((signal) -> this.transport.close());
			}
			return this.transport.write("did " + line + "\r\n");
		}

	}

}

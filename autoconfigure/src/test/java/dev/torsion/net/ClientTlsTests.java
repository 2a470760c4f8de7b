package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.ClientAuth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

import static dev.torsion.net.ServerFixture.anyPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ClientTls} over real sockets: from the first byte, and after a reply.
 */
@Timeout(60)
class ClientTlsTests {

	private static final SslBundle SERVER = Certificates.bundle("server.example");

	private final ServerFixture fixture = new ServerFixture();

	private final NetworkConnector connector = this.fixture
		.clients((host) -> Mono.fromCallable(() -> List.of(InetAddress.getByName("127.0.0.1"))))
		.connector("test");

	@BeforeEach
	void register() {
		this.fixture.bundles.registerBundle("server", SERVER);
		this.fixture.bundles.registerBundle("trusting", Certificates.trusting(null, SERVER));
	}

	@AfterEach
	void stop() {
		this.connector.stop();
		this.fixture.close();
	}

	@Test
	void speaksTlsFromTheFirstByte() throws Exception {
		Target target = Target.to("server.example", serve("server")).withTls(trusting("trusting"));
		Question question = connect(target);
		assertThat(question.answer().block()).containsExactly("one, nobody");
		assertThat(question.transport.isSecure()).isTrue();
		assertThat(question.transport.isPrivate()).isTrue();
		assertThat(question.transport.canStartTls()).isFalse();
	}

	@Test
	void refusesAServerOfAnotherName() throws Exception {
		int port = serve("server");
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> connect(Target.to("other.example", port).withTls(trusting("trusting"))))
			.withMessage("No TLS with other.example:" + port + ": its certificate is not for other.example "
					+ "(No subject alternative DNS name matching other.example found.)");
		assertThat(this.connector.traffic().errors(ConnectionError.TLS)).isOne();
		assertThat(this.connector.traffic().errors(ConnectionError.INTERNAL)).isZero();
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> connect(Target.to("127.0.0.1", port).withTls(trusting("trusting"))))
			.withMessageContaining("its certificate is not for 127.0.0.1");
	}

	@Test
	void asksForTheNameThatTheTargetGives() throws Exception {
		int port = serve("server");
		Target target = Target.to("machine.example", port)
			.withTls(trusting("trusting"))
			.withServerName("server.example.");
		assertThat(connect(target).answer().block()).containsExactly("one, nobody");
	}

	@Test
	void refusesAServerThatNobodyTrusts() throws Exception {
		int port = serve("server");
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> connect(Target.to("server.example", port).withTls(this.fixture.clients().tls())))
			.withMessage("No TLS with server.example:" + port + ": its certificate is signed by nobody who is trusted");
	}

	@Test
	void refusesACertificateThatHasExpired() throws Exception {
		SslBundle expired = Certificates.expired("server.example");
		this.fixture.bundles.registerBundle("expired", expired);
		this.fixture.bundles.registerBundle("trusting-expired", Certificates.trusting(null, expired));
		int port = serve("expired");
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> connect(Target.to("server.example", port).withTls(trusting("trusting-expired"))))
			.withMessageStartingWith("No TLS with server.example:" + port + ": its certificate has expired (");
	}

	@Test
	void doesNotHangAtANameThatNoCertificateCanHave() throws Exception {
		Target target = Target.to("server.example", serve("server"))
			.withTls(trusting("trusting"))
			.withServerName("not a name");
		assertThatIllegalArgumentException().isThrownBy(() -> connect(target));
	}

	@Test
	void saysThatTheServerDoesNotSpeakTls() throws Exception {
		int port = ServerFixture.port(this.fixture.start(anyPort(), Whoami::new));
		assertThatExceptionOfType(SSLException.class)
			.isThrownBy(() -> connect(Target.to("server.example", port).withTls(trusting("trusting"))))
			.withMessageStartingWith("No TLS with server.example:" + port + ": ");
	}

	@Test
	void doesNotWaitForAServerThatGoesInTheMiddleOfTheHandshake() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Target target = Target.to("server.example", server.getLocalPort()).withTls(trusting("trusting"));
			CompletableFuture<Question> connecting = this.connector.connect(target, (peer) -> new Question(peer, "one"))
				.toFuture();
			try (Socket accepted = server.accept()) {
				assertThat(accepted.getInputStream().read()).isEqualTo(22);
				accepted.shutdownOutput();
				assertThatExceptionOfType(SSLException.class)
					.isThrownBy(() -> NetworkConnectorTests.unwrapped(Mono.fromFuture(connecting)))
					.withMessageContaining(": it has gone away in the middle of the handshake");
			}
		}
	}

	@Test
	void showsItsCertificateIfTheBundleHasOne() throws Exception {
		SslBundle client = Certificates.bundle("client.example");
		this.fixture.bundles.registerBundle("client", Certificates.trusting(client, SERVER));
		this.fixture.bundles.registerBundle("strict", Certificates.trusting(SERVER, client));
		TlsContext strict = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "strict", Map.of(), ClientAuth.REQUIRE));
		int port = ServerFixture.port(this.fixture.start(anyPort().withTls(strict), Whoami::new));
		Target target = Target.to("server.example", port);
		assertThat(connect(target.withTls(trusting("client"))).answer().block())
			.containsExactly("one, CN=client.example");
	}

	@Test
	void followsTheBundleWhenItIsRenewed() throws Exception {
		SslBundle renewed = Certificates.bundle("server.example");
		Target target = Target.to("server.example", serve("server")).withTls(trusting("trusting"));
		this.fixture.bundles.updateBundle("server", renewed);
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> connect(target));
		this.fixture.bundles.updateBundle("trusting", Certificates.trusting(null, renewed));
		assertThat(connect(target).answer().block()).containsExactly("one, nobody");
	}

	@Test
	void asksForAServerByAName() throws Exception {
		SslBundle other = Certificates.bundle("other");
		this.fixture.bundles.registerBundle("other", other);
		this.fixture.bundles.registerBundle("trusting-other", Certificates.trusting(null, other));
		TlsContext tls = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "server", Map.of("other", "other"), ClientAuth.NONE));
		int port = ServerFixture.port(this.fixture.start(anyPort().withTls(tls), Whoami::new));
		assertThat(connect(Target.to("other", port).withTls(trusting("trusting-other"))).answer().block())
			.containsExactly("one, nobody");
		assertThat(connect(Target.to("server.example", port).withTls(trusting("trusting"))).answer().block())
			.containsExactly("one, nobody");
	}

	@Test
	void startsTlsAfterAReplyAndDropsWhatWasSlippedInWithIt() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Question question = startTls(server, "server.example");
			try (Socket plain = server.accept()) {
				say(plain, "go ahead\r\nevil\r\nhalf a l");
				try (SSLSocket secure = secure(plain)) {
					assertThat(new String(secure.getInputStream().readNBytes(9), StandardCharsets.US_ASCII))
						.isEqualTo("secret \r\n");
					say(secure, "good\r\n");
				}
				assertThat(question.answer().block()).containsExactly("go ahead", "good");
			}
		}
	}

	@Test
	void refusesPlainTextAfterTheReply() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Question question = startTls(server, "server.example");
			try (Socket plain = server.accept()) {
				say(plain, "go ahead\r\n");
				readHello(plain);
				say(plain, "evil\r\n");
				assertThatExceptionOfType(IOException.class)
					.isThrownBy(() -> NetworkConnectorTests.unwrapped(question.answer()))
					.withMessageContaining("No TLS with server.example");
				assertThat(question.told).containsExactly("go ahead");
			}
		}
	}

	@Test
	void tellsTheProtocolWhyTlsCouldNotBeStarted() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Question question = startTls(server, "other.example");
			try (Socket plain = server.accept()) {
				say(plain, "go ahead\r\n");
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> secure(plain).getInputStream().read());
			}
			assertThatExceptionOfType(SSLException.class)
				.isThrownBy(() -> NetworkConnectorTests.unwrapped(question.answer()))
				.withMessageContaining("its certificate is not for other.example");
		}
		assertThat(this.connector.traffic().errors(ConnectionError.TLS)).isOne();
		assertThat(this.connector.traffic().errors(ConnectionError.INTERNAL)).isZero();
	}

	@Test
	@Interop("openssl")
	void talksToOpensslIfItsNameIsRight(@TempDir Path folder) throws Exception {
		Path certificate = folder.resolve("server.crt");
		Path key = folder.resolve("server.key");
		Certificates.write("openssl.example", certificate, key);
		this.fixture.bundles.registerBundle("openssl", SslBundle
			.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(certificate.toUri().toString()))));
		Process openssl = new ProcessBuilder(RealPeer.require("openssl").toString(), "s_server", "-rev", "-accept",
				"127.0.0.1:0", "-cert", certificate.toString(), "-key", key.toString())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader log = openssl.inputReader()) {
			String accepts = log.lines().filter((line) -> line.startsWith("ACCEPT ")).findFirst().orElseThrow();
			int port = Integer.parseInt(accepts.substring(accepts.lastIndexOf(':') + 1));
			assertThatExceptionOfType(SSLException.class)
				.isThrownBy(() -> connect(Target.to("other.example", port).withTls(trusting("openssl"))))
				.withMessageContaining("its certificate is not for other.example");
			Question question = connect(Target.to("openssl.example", port).withTls(trusting("openssl")));
			assertThat(question.told.take()).isEqualTo("eno");
			question.transport.close();
		}
		finally {
			openssl.destroy();
			openssl.waitFor();
		}
	}

	@Test
	void saysWhatToDoAboutABundleThatIsMissing() {
		assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(() -> trusting("missing"))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription())
				.isEqualTo("There is no SSL bundle 'missing', which network.test.ssl.bundle names."));
	}

	private Question startTls(ServerSocket server, String name) throws Exception {
		Target target = Target.to(name, server.getLocalPort()).withStartTls(trusting("trusting"));
		return NetworkConnectorTests
			.unwrapped(this.connector.connect(target, (peer) -> new Question(peer, "")).doOnNext((question) -> {
				assertThat(question.transport.isSecure()).isFalse();
				assertThat(question.transport.canStartTls()).isTrue();
			}));
	}

	private Question connect(Target target) throws IOException {
		return NetworkConnectorTests.unwrapped(this.connector.connect(target, (peer) -> new Question(peer, "one")));
	}

	private ClientTls trusting(@Nullable String bundle) {
		return this.fixture.clients().tls("network.test.ssl.bundle", bundle);
	}

	private int serve(String bundle) {
		TlsContext tls = this.fixture.servers().tls(TlsSettings.of("network.test.ssl.bundle", bundle));
		return ServerFixture.port(this.fixture.start(anyPort().withTls(tls), Whoami::new));
	}

	private static SSLSocket secure(Socket plain) throws Exception {
		SSLContext context = SERVER.createSslContext();
		SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
		secure.setUseClientMode(false);
		secure.startHandshake();
		return secure;
	}

	private static void readHello(Socket plain) throws IOException {
		byte[] header = plain.getInputStream().readNBytes(5);
		plain.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
	}

	private static void say(Socket socket, String text) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	/** Says a line back, and whose certificate it was shown. */
	private static final class Whoami implements Protocol {

		private final Transport transport;

		private final LineFraming lines = LineFraming.ofText(64, this::line);

		Whoami(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			X509Certificate shown = this.transport.peerCertificate();
			String name = (shown != null) ? shown.getSubjectX500Principal().getName() : "nobody";
			return this.transport.write(line + ", " + name + "\r\n").doFinally((signal) -> this.transport.close());
		}

	}

}

package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.torsion.net.TlsContext.TlsSettings;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.ClientAuth;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import static dev.torsion.net.ServerFixture.anyPort;
import static dev.torsion.net.ServerFixture.connect;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the channel binding of a connection, alone and over real sockets.
 */
@Timeout(60)
class ServerEndPointTests {

	private final ServerFixture fixture = new ServerFixture();

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void digestsACertificateByTheHashOfItsSignature() throws Exception {
		Map<Algorithm, String> hashes = Map.of(Algorithm.rsa2048, "SHA-256", Algorithm.ecp256, "SHA-256",
				Algorithm.ecp384, "SHA-384");
		for (Map.Entry<Algorithm, String> hash : hashes.entrySet()) {
			X509Certificate certificate = signed(hash.getKey());
			assertThat(ServerEndPoint.of(certificate)).as(certificate.getSigAlgName())
				.isEqualTo(MessageDigest.getInstance(hash.getValue()).digest(certificate.getEncoded()));
		}
	}

	@Test
	void digestsBySha256WhereTheSignatureIsWeaker(@TempDir Path folder) throws Exception {
		X509Certificate certificate = sha1(folder);
		assertThat(certificate.getSigAlgName()).isEqualTo("SHA1withRSA");
		assertThat(ServerEndPoint.of(certificate))
			.isEqualTo(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
	}

	@Test
	void hasNoBindingWhereTheSignatureHasNoHash() throws Exception {
		assertThat(ServerEndPoint.of(signed(Algorithm.ed25519))).isNull();
		assertThat(ServerEndPoint.of(signed(Algorithm.ed448))).isNull();
	}

	@Test
	void isTheSameOnBothSidesWhateverTheVersionOfTls() throws Exception {
		this.fixture.bundles.registerBundle("first", Certificates.bundle("first.example"));
		TlsContext tls = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "first", Map.of(), ClientAuth.NONE));
		NetworkServer server = this.fixture.start(anyPort().withTls(tls), Bindings::new);
		for (String version : List.of("TLSv1.2", "TLSv1.3")) {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, Certificates.trustingAll(), null);
			// The second session is the first one, resumed.
			for (int i = 0; i < 2; i++) {
				try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
					.createSocket(connect(server), "first.example", 1, true)) {
					socket.setEnabledProtocols(new String[] { version });
					assertThat(firstLine(socket)).isEqualTo(HexFormat.of().formatHex(endPoint(socket)));
					assertThat(socket.getSession().getProtocol()).isEqualTo(version);
				}
			}
		}
	}

	@Test
	void isKnownToTheClientAndToNobodyWithoutTls() throws Exception {
		this.fixture.bundles.registerBundle("first", Certificates.bundle("first.example"));
		TlsContext tls = this.fixture.servers()
			.tls(new TlsSettings("network.test.ssl.bundle", "first", Map.of(), ClientAuth.NONE));
		NetworkServer secure = this.fixture.start(anyPort().withTls(tls), Bindings::new);
		NetworkServer plain = this.fixture.start(anyPort(), Bindings::new);
		this.fixture.bundles.registerBundle("trusting",
				Certificates.trusting(null, this.fixture.bundles.getBundle("first")));
		NetworkClients clients = this.fixture
			.clients((host) -> Mono.fromCallable(() -> List.of(InetAddress.getByName("127.0.0.1"))));
		NetworkConnector connector = clients.connector("test");
		Target target = Target.to("first.example", ServerFixture.port(secure))
			.withTls(clients.tls("network.test.client.ssl.bundle", "trusting"));
		Question question = Objects
			.requireNonNull(connector.connect(target, (transport) -> new Question(transport, "")).block());
		byte[] known = question.transport.channelBinding("tls-server-end-point");
		assertThat(question.told.take()).isEqualTo(HexFormat.of().formatHex(known));
		assertThat(question.transport.channelBinding("tls-unique")).isNull();
		connector.stop();
		try (Socket socket = connect(plain)) {
			assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine()).isEqualTo("none");
		}
	}

	private static byte[] endPoint(SSLSocket socket) throws Exception {
		Certificate certificate = socket.getSession().getPeerCertificates()[0];
		return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
	}

	private static String firstLine(SSLSocket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
	}

	private static X509Certificate signed(Algorithm algorithm) throws Exception {
		return new CertificateBuilder().algorithm(algorithm)
			.subject("CN=first.example")
			.setIsCertificateAuthority(true)
			.buildSelfSigned()
			.getCertificate();
	}

	/** By the JDK's own tool, because that is too weak for others. */
	private static X509Certificate sha1(Path folder) throws Exception {
		Path store = folder.resolve("sha1.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "key", "-keyalg", "RSA", "-keysize", "2048", "-sigalg", "SHA1withRSA",
				"-dname", "CN=first.example", "-storepass", "secret", "-keystore", store.toString())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("keytool.log").toFile())
			.start();
		assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, "secret".toCharArray());
		}
		return (X509Certificate) keys.getCertificate("key");
	}

	/**
	 * Tells the peer what its connection is known by, and leaves the end to it: nothing
	 * is known of a connection that has ended.
	 */
	private record Bindings(Transport transport) implements Protocol {

		@Override
		public Mono<Void> greet() {
			byte[] binding = this.transport.channelBinding("tls-server-end-point");
			return this.transport.write((binding != null) ? HexFormat.of().formatHex(binding) + "\r\n" : "none\r\n");
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			bytes.skipBytes(bytes.readableBytes());
			return Mono.empty();
		}

	}

}

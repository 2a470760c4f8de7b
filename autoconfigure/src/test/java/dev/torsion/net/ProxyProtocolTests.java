package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.torsion.net.TlsContext.TlsSettings;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.reactor.IoTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static dev.torsion.net.ServerFixture.anyPort;
import static dev.torsion.net.ServerFixture.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the PROXY protocol over real sockets: proxies are at 127.0.0.1, strangers at
 * 127.0.0.9.
 */
@Timeout(60)
@OnEachTransport
class ProxyProtocolTests {

	private static final String V1 = "PROXY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n";

	private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

	private static final byte[] V2 = HexFormat.of().parseHex(SIGNATURE + "2111000c" + "c0000207c63364019c400019");

	private final IoTransport transport;

	private final ServerFixture fixture;

	ProxyProtocolTests(IoTransport transport) {
		this.transport = transport;
		this.fixture = new ServerFixture(transport);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void knowsTheClientOfAProxy() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write(V1 + "one\r\n")) {
			assertThat(client.read()).isEqualTo("/192.0.2.7:40000 in public");
			assertThat(client.read()).isEqualTo("you said one");
			assertThat(server.connections()).singleElement()
				.satisfies((connection) -> assertThat(connection.peer()).hasToString("/192.0.2.7:40000"));
		}
		assertThat(server.traffic().accepted()).isOne();
		assertThat(server.traffic().errors(ConnectionError.PROXY)).isZero();
	}

	@Test
	void readsVersion2WithExtensions() throws Exception {
		NetworkServer server = start(behindProxies());
		String v6 = "2121" + "0029" + "20010db8000000000000000000000007" + "20010db8000000000000000000000001"
				+ "9c400019" + "0500026869";
		try (Client client = new Client(server).write(V2); Client other = new Client(server).write(hex(v6))) {
			assertThat(client.read()).isEqualTo("/192.0.2.7:40000 in public");
			assertThat(other.read()).isEqualTo("/[2001:db8:0:0:0:0:0:7]:40000 in public");
		}
	}

	@Test
	void readsAHeaderWhereverItIsSplit() throws Exception {
		NetworkServer server = start(behindProxies());
		for (byte[] header : List.of(V1.getBytes(StandardCharsets.US_ASCII), V2)) {
			for (int at = 1; at < header.length; at++) {
				try (Client client = new Client(server)) {
					client.socket.setTcpNoDelay(true);
					client.write(Arrays.copyOf(header, at));
					awaitReceived(server, at);
					client.write(Arrays.copyOfRange(header, at, header.length)).write("one\r\n");
					assertThat(client.read()).as("split at " + at).isEqualTo("/192.0.2.7:40000 in public");
					assertThat(client.read()).isEqualTo("you said one");
				}
				awaitGone(server);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROXY UNKNOWN\r\n", "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n" })
	void keepsTheAddressOfTheProxyForAnUnknownClientWhomNobodyCallsPrivate(String header) throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write(header)) {
			assertThat(client.read()).startsWith("/127.0.0.1:").endsWith(" in public");
		}
	}

	@Test
	void talksToTheProxyItself() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write(hex("20000000"))) {
			assertThat(client.read()).startsWith("/127.0.0.1:").endsWith(" in private");
		}
	}

	@Test
	void isPrivateWithALocalClientOfALocalProxy() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write("PROXY TCP4 127.0.0.8 127.0.0.1 40000 25\r\n")) {
			assertThat(client.read()).isEqualTo("/127.0.0.8:40000 in private");
		}
	}

	@Test
	void speaksTlsAfterTheHeader() throws Exception {
		this.fixture.bundles.registerBundle("first", Certificates.bundle("first.example"));
		TlsContext tls = this.fixture.servers().tls(TlsSettings.of("network.test.ssl.bundle", "first"));
		NetworkServer server = start(behindProxies().withTls(tls));
		try (Client plain = new Client(server).write(V1);
				Socket secure = TlsTests.secure(plain.socket, null);
				Client client = new Client(secure)) {
			assertThat(client.read()).isEqualTo("/192.0.2.7:40000 in private");
			assertThat(client.write("one\r\n").read()).isEqualTo("you said one");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "PROXY TCP4 here there 1 2\r\n",
			"PROXY TCP4 192.0.2.7 198.51.100.1 99999 25\r\n", "PROXY TCP4\r\n" })
	void disconnectsAProxyWithoutARightHeader(String text) throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write(text)) {
			assertThat(client.read()).isNull();
		}
		awaitErrors(server, 1);
		assertThat(server.traffic().accepted()).isZero();
	}

	@Test
	void boundsTheSizeOfAHeader() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server).write("PROXY TCP4 " + "1".repeat(200))) {
			assertThat(client.read()).isNull();
		}
		try (Client client = new Client(server).write(hex("2111ffff")).write(new byte[4096])) {
			assertThat(client.read()).isNull();
		}
		awaitErrors(server, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PROXY TCP4 " })
	void doesNotWaitForAHeaderForever(String beginning) throws Exception {
		try (ServerFixture impatient = new ServerFixture(this.transport, Duration.ofSeconds(5),
				Duration.ofMillis(300))) {
			NetworkServer server = impatient.start(behindProxies(), PeerTeller::new);
			try (Client client = new Client(server).write(beginning)) {
				assertThat(client.read()).isNull();
			}
			awaitErrors(server, 1);
			awaitGone(server);
		}
	}

	@Test
	void saysNothingOfAProxyThatLooksWhetherSomebodyListens() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server)) {
			client.socket.shutdownOutput();
			assertThat(client.read()).isNull();
		}
		awaitGone(server);
		assertThat(server.traffic().errors(ConnectionError.PROXY)).isZero();
	}

	@Test
	void refusesAStrangerWhoPretendsToBeAProxy() throws Exception {
		NetworkServer server = start(behindProxies());
		for (byte[] header : List.of(V1.getBytes(StandardCharsets.US_ASCII), V2)) {
			try (Client client = new Client(server, "127.0.0.9")) {
				assertThat(client.read()).startsWith("/127.0.0.9:");
				assertThat(client.write(header).write("one\r\n").read()).isNull();
			}
		}
		awaitErrors(server, 2);
	}

	@Test
	void refusesAStrangersHeaderInPieces() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server, "127.0.0.9")) {
			assertThat(client.read()).startsWith("/127.0.0.9:");
			client.socket.setTcpNoDelay(true);
			client.write("PRO");
			awaitReceived(server, 3);
			assertThat(client.write("XY TCP4 192.0.2.7 198.51.100.1 40000 25\r\n").read()).isNull();
		}
		awaitErrors(server, 1);
	}

	@Test
	void servesAStrangerWithoutWaiting() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client client = new Client(server, "127.0.0.9")) {
			assertThat(client.read()).startsWith("/127.0.0.9:").endsWith(" in private");
			assertThat(client.write("\r\n").read()).isEqualTo("you said ");
			assertThat(client.write("\r\n").read()).isEqualTo("you said ");
			assertThat(client.write("PROXY TCP4\r\n").read()).isEqualTo("you said PROXY TCP4");
		}
	}

	@Test
	void countsTheClientsOfAProxyOneByOne() throws Exception {
		NetworkServer server = start(behindProxies().withMaxConnections(10, 1));
		try (Client first = new Client(server).write(V1);
				Client other = new Client(server).write(V1.replace("192.0.2.7", "192.0.2.8"));
				Client check = new Client(server).write(hex("20000000"));
				Client again = new Client(server).write(hex("20000000"))) {
			for (Client client : List.of(first, other, check, again)) {
				assertThat(client.read()).isNotNull();
			}
			try (Client second = new Client(server).write(V1 + "one\r\n")) {
				assertThat(second.read()).isNull();
			}
		}
		assertThat(server.traffic().errors(ConnectionError.TOO_MANY_FROM_ADDRESS)).isOne();
		assertThat(server.traffic().accepted()).isEqualTo(4);
		awaitGone(server);
		try (Client client = new Client(server).write(V1)) {
			assertThat(client.read()).isNotNull();
		}
	}

	@Test
	void doesNotWaitForAHeaderWhenItStops() throws Exception {
		NetworkServer server = start(behindProxies());
		try (Client waiting = new Client(server); Client client = new Client(server).write(V1)) {
			assertThat(client.read()).isNotNull();
			TransportSupport.await(() -> server.connections().size() >= 2);
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			server.stop(() -> stopped.complete(null));
			assertThat(client.read()).isEqualTo("going down");
			assertThat(waiting.read()).isNull();
		}
	}

	@Test
	void saysWhichPeerIsNone() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> TrustedPeers.of("network.test.proxy-protocol.trusted", List.of("10.0.0.0/33")))
			.satisfies((failure) -> assertThat(failure.analysis().getDescription())
				.isEqualTo("'10.0.0.0/33' in network.test.proxy-protocol.trusted is not an address."));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> TrustedPeers.of("network.test.proxy-protocol.trusted", List.of("proxy.example")));
	}

	private NetworkServer start(Listener listener) {
		return this.fixture.start(listener, PeerTeller::new);
	}

	private static Listener behindProxies() {
		return anyPort().withProxyProtocol(TrustedPeers.of("test", List.of("127.0.0.0/29", "2001:db8::/32")));
	}

	private static byte[] hex(String rest) {
		return HexFormat.of().parseHex(SIGNATURE + rest);
	}

	private static void awaitReceived(NetworkServer server, long bytes) {
		TransportSupport
			.await(() -> server.connections().stream().anyMatch((connection) -> connection.bytesReceived() == bytes));
	}

	/** The peer may be told before the error is counted. */
	private static void awaitErrors(NetworkServer server, long errors) {
		TransportSupport.await(() -> server.traffic().errors(ConnectionError.PROXY) >= errors);
		assertThat(server.traffic().errors(ConnectionError.PROXY)).isEqualTo(errors);
	}

	private static void awaitGone(NetworkServer server) {
		TransportSupport.await(() -> server.connections().isEmpty());
	}

	/** A proxy, or a stranger, on a blocking socket. */
	private static final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader reader;

		Client(NetworkServer server) throws IOException {
			this(server, "127.0.0.1");
		}

		Client(NetworkServer server, String from) throws IOException {
			this(connect(server, from));
		}

		Client(Socket socket) throws IOException {
			this.socket = socket;
			this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
		}

		Client write(String text) throws IOException {
			return write(text.getBytes(StandardCharsets.US_ASCII));
		}

		Client write(byte[] bytes) throws IOException {
			this.socket.getOutputStream().write(bytes);
			return this;
		}

		@Nullable String read() {
			try {
				return this.reader.readLine();
			}
			catch (IOException ex) {
				// Reset: what it sent has not been read.
				return null;
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}

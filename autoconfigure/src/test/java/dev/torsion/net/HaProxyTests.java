package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.interop.HaProxy;
import dev.torsion.interop.Interop;
import dev.torsion.net.proxy.TrustedPeers;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.net.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.torsion.net.ServerFixture.anyPort;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link NetworkServer} behind a real HAProxy.
 */
@Timeout(60)
@OnEachTransport
class HaProxyTests {

	private final ServerFixture fixture;

	HaProxyTests(IoTransport transport) {
		this.fixture = new ServerFixture(transport);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@ParameterizedTest
	@Interop("haproxy")
	@ValueSource(strings = { "send-proxy", "send-proxy-v2", "send-proxy-v2 check inter 100ms" })
	void knowsTheClientOfAProxy(String option, @TempDir Path work) throws Exception {
		NetworkServer server = this.fixture.start(
				anyPort().withMaxConnections(10, 1)
					.withProxyProtocol(TrustedPeers.of("network.test.proxy-protocol.trusted", List.of("127.0.0.1"))),
				PeerTeller::new);
		try (HaProxy proxy = HaProxy.relay(work, "127.0.0.1:" + ServerFixture.port(server), option)) {
			asks(proxy);
		}
		try (Socket stranger = ServerFixture.connect(server, "127.0.0.9")) {
			stranger.getOutputStream()
				.write("PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(readAll(stranger)).noneMatch((line) -> line.startsWith("/127.0.0.1"));
		}
		assertThat(server.traffic().errors(ConnectionError.PROXY)).isOne();
	}

	@ParameterizedTest
	@Interop("haproxy")
	@ValueSource(strings = { "send-proxy", "send-proxy-v2" })
	void knowsTheClientOfAProxyThatConnectsByAUnixSocket(String option, @TempDir Path work) throws Exception {
		Path socket = work.resolve("test.sock");
		this.fixture.start(
				anyPort().withUnixSocket(UnixSocket.of("test", socket.toString(), "rw-rw----"))
					.withProxyProtocol(TrustedPeers.of("network.test.proxy-protocol.trusted", List.of("unix"))),
				PeerTeller::new);
		try (HaProxy proxy = HaProxy.relay(work, "unix@" + socket, option)) {
			asks(proxy);
		}
	}

	private static void asks(HaProxy proxy) throws IOException {
		try (Socket one = proxy.connect("127.0.0.2"); Socket other = proxy.connect("127.0.0.3")) {
			assertThat(readLine(one)).isEqualTo("/127.0.0.2:" + one.getLocalPort() + " in private");
			assertThat(readLine(other)).isEqualTo("/127.0.0.3:" + other.getLocalPort() + " in private");
		}
	}

	private static String readLine(Socket socket) throws IOException {
		return reader(socket).readLine();
	}

	private static List<String> readAll(Socket socket) {
		try {
			return reader(socket).lines().toList();
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

}

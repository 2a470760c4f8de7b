package dev.torsion.web.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.DocExamples;
import dev.torsion.interop.HaProxy;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import dev.torsion.net.OnEachTransport;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.web.RawHttp;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the web server behind a real HAProxy, and on a unix socket for a real curl.
 */
@Timeout(60)
@OnEachTransport
class FrontEndTests {

	private final String transport;

	FrontEndTests(IoTransport transport) {
		this.transport = "network.reactor.transport=" + TransportSupport.require(transport);
	}

	@ParameterizedTest
	@Interop("haproxy")
	@ValueSource(strings = { "send-proxy", "send-proxy-v2" })
	void knowsTheClientOfAProxy(String option, @TempDir Path work) throws Exception {
		try (TestServer server = TestServer.start(Peers.class, this.transport,
				"network.web.proxy-protocol.trusted=127.0.0.1");
				HaProxy proxy = HaProxy.relay(work, "127.0.0.1:" + server.port(), option);
				Socket socket = proxy.connect("127.0.0.2");
				RawHttp client = RawHttp.over(socket);
				RawHttp stranger = stranger(server)) {
			assertThat(client.send("GET", "/peer").response("GET").body())
				.isEqualTo("/127.0.0.2:" + socket.getLocalPort());
			assertThat(stranger.send("PROXY TCP4 127.0.0.2 127.0.0.1 1 2\r\n").isClosed()).isTrue();
		}
	}

	@Test
	@Interop("curl")
	void servesOnAUnixSocket(@TempDir Path work) throws Exception {
		Path socket = work.resolve("web.sock");
		Files.write(work.resolve("large.bin"), new byte[4 * 1024 * 1024]);
		try (TestServer server = TestServer.start(Peers.class, this.transport, "network.web.unix-socket=" + socket,
				"network.web.root=" + work)) {
			assertThat(curl(socket, "http://localhost/peer")).endsWith("null");
			assertThat(curl(socket, "-o", work.resolve("copy").toString(), "http://localhost/large.bin")).isEmpty();
			assertThat(work.resolve("copy")).hasSize(4 * 1024 * 1024);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-rw----");
			assertThat(server.port()).isEqualTo(-1);
		}
		assertThat(socket).doesNotExist();
	}

	@Test
	@Interop({ "curl", "haproxy" })
	void doesWhatTheGuideSays(@TempDir Path work) throws Exception {
		Path socket = work.resolve("web.sock");
		try (TestServer server = TestServer.start(Peers.class, example("unix-socket", socket))) {
			assertThat(curl(socket, "http://localhost/peer")).isEqualTo("null");
		}
		try (TestServer server = TestServer.start(Peers.class, example("behind-haproxy", socket));
				HaProxy proxy = HaProxy.relay(work, "unix@" + socket, "send-proxy-v2");
				RawHttp client = RawHttp.over(proxy.connect("127.0.0.2"))) {
			assertThat(client.send("GET", "/peer").response("GET").body()).startsWith("/127.0.0.2:");
		}
	}

	/** The properties of an example, with {@code /run/app} somewhere else. */
	private String[] example(String id, Path socket) {
		PropertySource<?> source = DocExamples.of("docs/web.md").yaml(id).get(0);
		return Stream
			.concat(Stream.of(this.transport), Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames())
				.map((name) -> name + "="
						+ String.valueOf(source.getProperty(name)).replace("/run/app/web.sock", socket.toString())))
			.toArray(String[]::new);
	}

	private static String curl(Path socket, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(RealPeer.require("curl").toString(), "-sS", "--unix-socket", socket.toString()));
		command.addAll(List.of(arguments));
		Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
		String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(curl.waitFor()).as(answer).isZero();
		return answer;
	}

	private static RawHttp stranger(TestServer server) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress("127.0.0.9", 0));
		socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
		return RawHttp.over(socket);
	}

	@RestController
	static class Peers {

		@GetMapping("/peer")
		String peer(ServerHttpRequest request) {
			return String.valueOf(request.getRemoteAddress());
		}

	}

}

package dev.torsion.web.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.net.OnEachTransport;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.web.RawHttp;
import dev.torsion.web.RawHttp.Response;
import dev.torsion.web.TestServer;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
@OnEachTransport
class SlowPeersTests {

	private static final int LARGE = 64 * 1024 * 1024;

	@SuppressWarnings("NullAway.Init")
	private static TestServer server;

	SlowPeersTests(IoTransport transport) {
		TransportSupport.require(transport);
	}

	@BeforeParameterizedClassInvocation
	static void serve(IoTransport transport, @TempDir Path root) throws Exception {
		Files.writeString(root.resolve("a.txt"), "0123456789");
		Files.write(root.resolve("large.bin"), new byte[LARGE]);
		server = TestServer.start(Slow.class, "network.reactor.transport=" + TransportSupport.orAny(transport),
				"network.web.root=" + root, "network.web.idle-timeout=1s", "network.web.request-timeout=1s",
				"network.web.stall-timeout=2s");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@Test
	void closesAnIdleConnection() {
		try (RawHttp connection = server.connect(); RawHttp used = server.connect()) {
			assertThat(used.send("GET", "/a.txt").response("GET").status()).isEqualTo(200);
			assertThat(connection.isClosed()).isTrue();
			assertThat(used.isClosed()).isTrue();
		}
	}

	@Test
	void keepsAConnectionInUse() throws Exception {
		try (RawHttp connection = server.connect()) {
			long end = System.nanoTime() + 3_000_000_000L;
			while (System.nanoTime() < end) {
				assertThat(connection.send("GET", "/a.txt").response("GET").status()).isEqualTo(200);
				connection.socket().setSoTimeout(300);
				assertThatThrownBy(connection::isClosed).hasRootCauseInstanceOf(SocketTimeoutException.class);
				connection.socket().setSoTimeout(20_000);
			}
		}
	}

	@Test
	void closesAConnectionWhoseRequestDrips() {
		try (RawHttp connection = server.connect()) {
			connection.send("GET /a.txt HTTP/1.1\r\n");
			long start = System.nanoTime();
			boolean open = true;
			while (open && System.nanoTime() - start < 15_000_000_000L) {
				open = drip(connection);
			}
			assertThat(open).as("still open").isFalse();
		}
	}

	@Test
	void closesAConnectionWhoseBodyStops() {
		try (RawHttp connection = server.connect()) {
			connection.send("POST", "/upload", "Content-Type: text/plain", "Content-Length: 100").send("some");
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void waitsForAControllerThatTakesLongerThanAnyPeerMay() {
		assertThat(server.get("/long").body()).isEqualTo("done");
	}

	@Test
	void sendsALargeFileToASlowReaderInBoundedMemory() throws Exception {
		List<RawHttp> peers = new ArrayList<>();
		long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
		try {
			for (int i = 0; i < 50; i++) {
				RawHttp peer = RawHttp.over(narrow());
				peers.add(peer.send("GET", "/large.bin"));
			}
			assertThat(server.get("/a.txt").status()).isEqualTo(200);
			assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before)
				.isLessThan(32L * 1024 * 1024);
		}
		finally {
			peers.forEach(RawHttp::close);
		}
		assertThat(server.get("/large.bin").bytes()).hasSize(LARGE);
	}

	@Test
	void closesAConnectionThatDoesNotRead() throws Exception {
		try (RawHttp peer = RawHttp.over(narrow())) {
			peer.send("GET", "/large.bin");
			peer.socket().setSoTimeout(1);
			long start = System.nanoTime();
			while (System.nanoTime() - start < 5_000_000_000L) {
				assertThat(server.get("/a.txt").status()).isEqualTo(200);
			}
			peer.socket().setSoTimeout(20_000);
			assertThat(readAll(peer.socket().getInputStream())).isLessThan(LARGE);
		}
	}

	@Test
	void survivesPeersThatGoAway() throws Exception {
		for (int i = 0; i < 50; i++) {
			RawHttp reset = server.connect();
			reset.socket().setSoLinger(true, 0);
			reset.send("GET", "/large.bin");
			reset.close();
			server.connect().send("GET", "/large.bin").socket().close();
		}
		assertThat(server.get("/large.bin").bytes()).hasSize(LARGE);
	}

	@Test
	void answersAPeerThatHasFinishedSending() throws Exception {
		try (RawHttp connection = server.connect()) {
			connection.send("GET", "/a.txt", "Connection: close");
			connection.socket().shutdownOutput();
			assertThat(connection.response("GET").body()).isEqualTo("0123456789");
		}
	}

	@Test
	void answersTenThousandPipelinedRequestsInOrder() throws Exception {
		try (RawHttp connection = server.connect()) {
			String burst = "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\nGET /b.txt HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50);
			Thread sender = new Thread(() -> {
				for (int i = 0; i < 100; i++) {
					connection.send(burst);
				}
			});
			connection.send("GET", "/wait");
			sender.start();
			assertThat(connection.response("GET").body()).isEqualTo("done");
			for (int i = 0; i < 10_000; i++) {
				Response response = connection.response("GET");
				assertThat(response.status()).as("response " + i).isEqualTo((i % 2 == 0) ? 200 : 404);
			}
			sender.join();
		}
	}

	@Test
	void takesABodyThatIsAllEmptyLinesAndWhatFollows() {
		try (RawHttp connection = server.connect()) {
			String body = "\n\n".repeat(50_000);
			connection.send("POST", "/upload", "Content-Type: text/plain", "Content-Length: " + body.length());
			connection.send(body + "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200));
			assertThat(connection.response("POST").bytes()).hasSize(body.length());
			for (int i = 0; i < 200; i++) {
				assertThat(connection.response("GET").body()).isEqualTo("0123456789");
			}
		}
	}

	private static boolean drip(RawHttp connection) {
		try {
			connection.socket().setSoTimeout(200);
			connection.send("X: y\r\n");
			return !connection.isClosed();
		}
		catch (UncheckedIOException ex) {
			return ex.getCause() instanceof SocketTimeoutException;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static Socket narrow() throws Exception {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
		return socket;
	}

	private static long readAll(InputStream in) {
		long count = 0;
		byte[] buffer = new byte[1 << 16];
		try {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				count += read;
			}
		}
		catch (IOException ex) {
			return count;
		}
		return count;
	}

	@RestController
	static class Slow {

		@GetMapping("/long")
		Mono<String> waiting() {
			return Mono.delay(Duration.ofSeconds(3)).thenReturn("done");
		}

		@GetMapping("/wait")
		Mono<String> waitingALittle() {
			return Mono.delay(Duration.ofMillis(500)).thenReturn("done");
		}

		@PostMapping("/upload")
		String upload(@RequestBody String body) {
			return body;
		}

	}

}

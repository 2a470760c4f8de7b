package dev.torsion.web.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import dev.torsion.net.ConnectionError;
import dev.torsion.net.OnEachTransport;
import dev.torsion.net.TransportSupport;
import dev.torsion.net.reactor.IoTransport;
import dev.torsion.web.InThread;
import dev.torsion.web.RawHttp;
import dev.torsion.web.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the web server behind proxies, which are at 127.0.0.1.
 */
@Timeout(60)
@OnEachTransport
class WebProxyProtocolTests {

	private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 40000 80\r\n";

	private final TestServer server;

	WebProxyProtocolTests(IoTransport transport) {
		this.server = TestServer.start(PeerController.class,
				"network.reactor.transport=" + TransportSupport.require(transport),
				"network.web.proxy-protocol.trusted=127.0.0.1", "network.web.max-connections-per-address=2",
				"network.handshake-timeout=1s", "server.http2.enabled=true");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void knowsTheClientOfAProxy() {
		try (RawHttp connection = this.server.connect().send(HEADER)) {
			for (int i = 0; i < 3; i++) {
				assertThat(connection.send("GET", "/peer").response("GET").body()).isEqualTo("/192.0.2.7:40000");
			}
			assertThat(this.server.bean(WebListener.class).connections()).singleElement()
				.satisfies((open) -> assertThat(open.peer()).hasToString("/192.0.2.7:40000"));
		}
	}

	@Test
	void readsAHeaderWhereverItIsSplit() throws Exception {
		for (int at = 1; at < HEADER.length(); at += 5) {
			try (RawHttp connection = this.server.connect()) {
				connection.socket().setTcpNoDelay(true);
				connection.send(HEADER.substring(0, at));
				int sent = at;
				TransportSupport
					.await(() -> listener().connections().stream().anyMatch((open) -> open.bytesReceived() == sent));
				connection.send(HEADER.substring(at));
				assertThat(connection.send("GET", "/peer").response("GET").body()).isEqualTo("/192.0.2.7:40000");
			}
			TransportSupport.await(() -> listener().connections().isEmpty());
		}
	}

	@Test
	void countsTheClientsOfAProxyOneByOne() {
		try (RawHttp first = this.server.connect().send(HEADER);
				RawHttp second = this.server.connect().send(HEADER);
				RawHttp other = this.server.connect().send(HEADER.replace("192.0.2.7", "192.0.2.8"))) {
			for (RawHttp connection : new RawHttp[] { first, second, other }) {
				assertThat(connection.send("GET", "/peer").response("GET").status()).isEqualTo(200);
			}
			try (RawHttp third = this.server.connect().send(HEADER + "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n")) {
				assertThat(third.isClosed()).isTrue();
			}
		}
		assertThat(listener().traffic().errors(ConnectionError.TOO_MANY_FROM_ADDRESS)).isOne();
	}

	@Test
	void disconnectsAProxyThatSaysNothing() {
		try (RawHttp connection = this.server.connect()) {
			assertThat(connection.isClosed()).isTrue();
		}
		assertThat(listener().traffic().errors(ConnectionError.PROXY)).isOne();
	}

	@Test
	void refusesAStrangerWhoPretendsToBeAProxyAndServesAnother() throws Exception {
		try (RawHttp stranger = stranger(); RawHttp pretender = stranger()) {
			assertThat(stranger.send("GET", "/peer").response("GET").body()).startsWith("/127.0.0.9:");
			assertThat(pretender.send(HEADER + "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n").isClosed()).isTrue();
		}
		assertThat(listener().traffic().errors(ConnectionError.PROXY)).isOne();
	}

	@Test
	void knowsTheClientInEveryStreamOfHttp2() throws Exception {
		try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> relayed = InThread.run(() -> relayOne(proxy));
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			HttpRequest request = HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + proxy.getLocalPort() + "/peer"))
				.build();
			for (int i = 0; i < 3; i++) {
				HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(response.body()).isEqualTo("/192.0.2.7:40000");
			}
			stop();
			relayed.join();
		}
	}

	private void relayOne(ServerSocket proxy) {
		try (Socket client = proxy.accept(); RawHttp upstream = this.server.connect().send(HEADER)) {
			CompletableFuture<Void> up = InThread.run(() -> copy(client, upstream.socket()));
			copy(upstream.socket(), client);
			client.close();
			up.join();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			InputStream in = from.getInputStream();
			in.transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One side has closed.
		}
	}

	private WebListener listener() {
		return this.server.bean(WebListener.class);
	}

	private RawHttp stranger() throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress("127.0.0.9", 0));
		socket.connect(new InetSocketAddress("127.0.0.1", this.server.port()));
		return RawHttp.over(socket);
	}

}

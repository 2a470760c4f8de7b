package dev.torsion.net;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkClient} over real sockets.
 */
@Timeout(60)
class NetworkClientTests {

	private static final Backoff SOON = new Backoff(Duration.ofMillis(1), Duration.ofMillis(20));

	private final ServerFixture fixture = new ServerFixture();

	private ServerSocket server = new ServerSocket();

	NetworkClientTests() throws Exception {
	}

	@BeforeEach
	void listen() throws Exception {
		this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
	}

	@AfterEach
	void stop() throws Exception {
		this.server.close();
		this.fixture.close();
	}

	@Test
	void connectsAgainWhenTheServerHasGone() throws Exception {
		NetworkClient<Question> client = start("hello");
		Question first;
		try (Socket connection = this.server.accept()) {
			assertThat(reader(connection).readLine()).isEqualTo("hello");
			first = client.connected().block();
		}
		try (Socket connection = this.server.accept()) {
			assertThat(reader(connection).readLine()).isEqualTo("hello");
			assertThat(client.connected().block()).isNotNull().isNotSameAs(first);
			assertThat(client.traffic().accepted()).isEqualTo(2);
		}
		client.stop();
	}

	@Test
	void startsWithoutTheServerAndConnectsWhenItIsThere() throws Exception {
		int port = this.server.getLocalPort();
		this.server.close();
		NetworkClient<Question> client = start("hello");
		assertThat(client.isRunning()).isTrue();
		CompletableFuture<Question> connected = client.connected().toFuture();
		Awaitility.await().until(() -> client.traffic().errors(ConnectionError.CONNECT) >= 3);
		assertThat(connected).isNotDone();
		this.server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
		try (Socket connection = this.server.accept()) {
			assertThat(reader(connection).readLine()).isEqualTo("hello");
			connected.get(10, TimeUnit.SECONDS);
		}
		client.stop();
	}

	@Test
	void saysGoodbyeWhenItStopsAndDoesNotComeBack() throws Exception {
		NetworkClient<Question> client = start("hello");
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		try (Socket connection = this.server.accept()) {
			BufferedReader reader = reader(connection);
			assertThat(reader.readLine()).isEqualTo("hello");
			client.connected().block();
			client.stop(() -> stopped.complete(null));
			assertThat(reader.readLine()).isEqualTo("goodbye");
			assertThat(reader.readLine()).isNull();
		}
		stopped.get(10, TimeUnit.SECONDS);
		assertThat(client.isRunning()).isFalse();
		assertThat(client.traffic().accepted()).isOne();
		assertThat(client.connections()).isEmpty();
	}

	@Test
	void keepsTheJvmAliveWhileItRuns() throws Exception {
		NetworkClient<Question> client = start("hello");
		Thread awaiting = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("torsion-await"))
			.findFirst()
			.orElseThrow();
		assertThat(awaiting.isDaemon()).isFalse();
		client.stop();
		awaiting.join(10_000);
		assertThat(awaiting.isAlive()).isFalse();
	}

	private NetworkClient<Question> start(String question) {
		NetworkClient<Question> client = this.fixture.clients()
			.stream("test", Target.to("127.0.0.1", this.server.getLocalPort()), SOON,
					(transport) -> new Question(transport, question));
		client.start();
		return client;
	}

	private static BufferedReader reader(Socket socket) throws Exception {
		socket.setSoTimeout(10_000);
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
	}

}

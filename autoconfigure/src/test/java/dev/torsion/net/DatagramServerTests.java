package dev.torsion.net;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import dev.torsion.net.reactor.IoTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

import static dev.torsion.net.ServerFixture.anyPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DatagramServer} over real sockets.
 */
@Timeout(60)
@OnEachTransport
class DatagramServerTests {

	private final ServerFixture fixture;

	DatagramServerTests(IoTransport transport) {
		this.fixture = new ServerFixture(transport);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void answersManyClients() throws Exception {
		DatagramServer server = start(anyPort(), (query, peer) -> Mono.just(reversed(query)));
		for (int i = 0; i < 50; i++) {
			assertThat(ask(server, "query " + i)).isEqualTo(new StringBuilder("query " + i).reverse().toString());
		}
		assertThat(server.traffic().accepted()).isEqualTo(50);
		assertThat(server.traffic().bytesReceived()).isEqualTo(server.traffic().bytesSent()).isEqualTo(10 * 7 + 40 * 8);
	}

	@Test
	void answersBurstsOfShortDatagrams() throws Exception {
		DatagramServer server = this.fixture.start(
				this.fixture.servers().datagrams("test", anyPort(), 12, (query, peer) -> Mono.just(reversed(query))));
		try (DatagramSocket socket = new DatagramSocket()) {
			for (int i = 0; i < 200; i++) {
				send(socket, server, "query " + i);
			}
			Set<String> answers = new HashSet<>();
			for (int i = 0; i < 200; i++) {
				answers.add(receive(socket));
			}
			assertThat(answers).hasSize(200);
		}
		assertThat(ask(server, "longer than that")).isEqualTo(" naht regnol");
	}

	@Test
	void answersFromAnotherThread() throws Exception {
		DatagramServer server = start(anyPort(),
				(query, peer) -> Mono.just(reversed(query)).publishOn(Schedulers.boundedElastic()));
		assertThat(ask(server, "later")).isEqualTo("retal");
	}

	@Test
	void staysSilentWithoutAnAnswerAndAfterAFailure() throws Exception {
		DatagramServer server = start(anyPort(), (query, peer) -> switch (text(query)) {
			case "empty" -> Mono.empty();
			case "error" -> Mono.error(new IllegalStateException("test"));
			case "peer" -> Mono.error(new ProtocolException("test"));
			case "throw" -> throw new IllegalArgumentException("test");
			default -> Mono.just(reversed(query));
		});
		try (DatagramSocket socket = new DatagramSocket()) {
			for (String query : new String[] { "empty", "error", "peer", "throw", "well" }) {
				send(socket, server, query);
			}
			assertThat(receive(socket)).isEqualTo("llew");
		}
		assertThat(server.traffic().errors(ConnectionError.INTERNAL)).isEqualTo(2);
		assertThat(server.traffic().errors(ConnectionError.PROTOCOL)).isOne();
	}

	@Test
	void dropsQueriesPastTheLimitOfThoseUnderWay() throws Exception {
		Sinks.One<String> later = Sinks.one();
		DatagramServer server = start(anyPort().withMaxConnections(3, 100), (query, peer) -> later(later, query));
		try (DatagramSocket socket = new DatagramSocket()) {
			for (int i = 0; i < 4; i++) {
				send(socket, server, "slow");
			}
			send(socket, server, "fast");
			assertThat(receive(socket)).as("what needs nobody to wait").isEqualTo("tsaf");
			later.tryEmitValue("later");
			for (int i = 0; i < 3; i++) {
				assertThat(receive(socket)).isEqualTo("later");
			}
			assertThat(ask(server, "again")).isEqualTo("niaga");
		}
		assertThat(server.traffic().errors(ConnectionError.TOO_MANY_CONNECTIONS)).isOne();
	}

	private static Mono<ByteBuf> later(Sinks.One<String> later, ByteBuf query) {
		return text(query).equals("slow")
				? later.asMono().map((answer) -> Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
				: Mono.just(reversed(query));
	}

	@Test
	void doesNotShareAPortWithAnotherApplication() {
		DatagramServer server = start(anyPort(), (query, peer) -> Mono.empty());
		Listener same = Listener.on("network.test", ServerFixture.port(server));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> start(same, (query, peer) -> Mono.empty()))
			.withMessageContaining("the port is taken");
	}

	@Test
	void listensBesideItsTwinForStreams() {
		NetworkServer twin = this.fixture.start(anyPort(), (transport) -> (bytes) -> Mono.empty());
		DatagramServer server = this.fixture
			.start(this.fixture.servers().datagrams("test-udp", anyPort(), (query, peer) -> Mono.empty()).beside(twin));
		assertThat(ServerFixture.port(server)).isEqualTo(ServerFixture.port(twin));
	}

	@Test
	void startsAgainAfterItWasStopped() throws Exception {
		DatagramServer server = start(anyPort(), (query, peer) -> Mono.just(reversed(query)));
		server.stop();
		assertThat(server.isRunning()).isFalse();
		server.start();
		assertThat(ask(server, "again")).isEqualTo("niaga");
	}

	private DatagramServer start(Listener listener, DatagramProtocol protocol) {
		return this.fixture.start(this.fixture.servers().datagrams("test", listener, protocol));
	}

	private static String ask(DatagramServer server, String query) throws Exception {
		try (DatagramSocket socket = new DatagramSocket()) {
			send(socket, server, query);
			return receive(socket);
		}
	}

	private static void send(DatagramSocket socket, DatagramServer server, String query) throws Exception {
		byte[] bytes = query.getBytes(StandardCharsets.US_ASCII);
		socket.setSoTimeout(10_000);
		socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"),
				ServerFixture.port(server)));
	}

	private static String receive(DatagramSocket socket) throws Exception {
		DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
		socket.receive(packet);
		return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
	}

	private static String text(ByteBuf query) {
		return query.toString(StandardCharsets.US_ASCII);
	}

	private static ByteBuf reversed(ByteBuf query) {
		return Unpooled.wrappedBuffer(
				new StringBuilder(new String(ByteBufUtil.getBytes(query), StandardCharsets.US_ASCII)).reverse()
					.toString()
					.getBytes(StandardCharsets.US_ASCII));
	}

}

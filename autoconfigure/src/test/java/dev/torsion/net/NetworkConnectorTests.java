package dev.torsion.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static dev.torsion.net.ServerFixture.anyPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NetworkConnector} over real sockets.
 */
@Timeout(60)
class NetworkConnectorTests {

	private final ServerFixture fixture = new ServerFixture();

	private final NetworkConnector connector = this.fixture.clients().connector("test");

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

	@AfterEach
	void stop() {
		this.connector.stop();
		this.fixture.close();
	}

	@Test
	void holdsAConversation() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		Question question = connect(Target.to("127.0.0.1", port), "one");
		assertThat(question.answer().block()).containsExactly("you said one");
		assertThat(question.transport.isPrivate()).isTrue();
		assertThat(question.transport.isSecure()).isFalse();
		assertThat(this.connector.traffic().accepted()).isOne();
		assertThat(this.connector.traffic().bytesSent()).isEqualTo(5);
		assertThat(this.connector.traffic().bytesReceived()).isEqualTo(14);
	}

	@Test
	void lendsTheLoopsToChannelsOfOthers() throws Exception {
		try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			server.setSoTimeout(10_000);
			Channel channel = this.fixture.clients()
				.bootstrap(DatagramChannel.class)
				.handler(new ChannelInboundHandlerAdapter())
				.connect(server.getLocalSocketAddress())
				.sync()
				.channel();
			channel.writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII)).sync();
			DatagramPacket packet = new DatagramPacket(new byte[16], 16);
			server.receive(packet);
			assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII))
				.isEqualTo("hello");
			assertThat(this.fixture.sockets()).isOne();
			channel.close().sync();
		}
	}

	@Test
	void hearsAllThatWasSaidBeforeTheServerClosed() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		assertThat(connect(Target.to("127.0.0.1", port), "long").answer().block()).hasSize(50_000)
			.startsWith("line 0")
			.endsWith("line 49999");
	}

	@Test
	void tellsTheProtocolThatTheConnectionWasReset() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Question> asked = this.connector
				.connect(Target.to("127.0.0.1", server.getLocalPort()), (peer) -> new Question(peer, "one"))
				.toFuture();
			Socket accepted = server.accept();
			Question question = asked.join();
			accepted.setSoLinger(true, 0);
			accepted.close();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> unwrapped(question.answer()))
				.withMessageContaining("reset");
		}
	}

	@Test
	void saysWhereNobodyListens() throws Exception {
		int port = freePort();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> unwrapped(this.connector.connect(Target.to("127.0.0.1", port), Mute::new)))
			.withMessageStartingWith("Cannot connect to 127.0.0.1:" + port + " at 127.0.0.1: ")
			.withMessageEndingWith("Connection refused");
		assertThat(this.connector.traffic().errors(ConnectionError.CONNECT)).isOne();
		assertThat(this.connector.traffic().accepted()).isZero();
	}

	@Test
	void triesTheAddressesOfANameInTurn() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		NetworkConnector named = this.fixture.clients((host) -> addresses("::1", "127.0.0.2", "127.0.0.1"))
			.connector("named");
		assertThat(ask(named, Target.to("some.example", port))).containsExactly("you said one");
		assertThat(named.traffic().errors(ConnectionError.CONNECT)).isZero();
	}

	@Test
	void saysWhatWasWrongWithTheLastAddress() throws Exception {
		int port = freePort();
		NetworkConnector named = this.fixture.clients((host) -> addresses("127.0.0.1", "127.0.0.3", "127.0.0.2"))
			.connector("named");
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask(named, Target.to("some.example", port)))
			.withMessageStartingWith("Cannot connect to some.example:" + port + " at 127.0.0.2: ");
		assertThat(named.traffic().errors(ConnectionError.CONNECT)).isOne();
	}

	@Test
	void takesTheFamiliesByTurnsAndNotTooManyAddresses() throws Exception {
		List<InetAddress> found = new ArrayList<>();
		for (int i = 1; i <= 10; i++) {
			found.add(InetAddress.getByName("2001:db8::" + i));
		}
		found.add(InetAddress.getByName("192.0.2.1"));
		assertThat(NetworkConnector.byTurns(found)).extracting(InetAddress::getHostAddress)
			.containsExactly("2001:db8:0:0:0:0:0:1", "192.0.2.1", "2001:db8:0:0:0:0:0:2", "2001:db8:0:0:0:0:0:3",
					"2001:db8:0:0:0:0:0:4", "2001:db8:0:0:0:0:0:5", "2001:db8:0:0:0:0:0:6", "2001:db8:0:0:0:0:0:7");
		assertThat(NetworkConnector.byTurns(List.of())).isEmpty();
	}

	@Test
	void saysThatANameHasNoAddress() {
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> ask(this.connector, Target.to("some.example", 79)))
			.withMessage("Cannot find some.example: no such host");
		assertThat(this.connector.traffic().errors(ConnectionError.CONNECT)).isOne();
		NetworkConnector empty = this.fixture.clients((host) -> Mono.just(List.of())).connector("empty");
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> ask(empty, Target.to("some.example", 79)))
			.withMessage("Cannot find some.example: it has no address");
	}

	@Test
	void looksLocalhostUpByItself() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		NameLookup names = this.fixture.servers().nameLookup();
		NetworkConnector named = this.fixture.clients(names).connector("named");
		assertThat(ask(named, Target.to("localhost", port))).containsExactly("you said one");
		((AutoCloseable) names).close();
	}

	@Test
	void doesNotWaitForALookUpForEver() {
		NetworkConnector named = this.fixture.clients((host) -> Mono.never()).connector("named");
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> ask(named, Target.to("some.example", 79).withConnectTimeout(Duration.ofMillis(50))))
			.withMessage("Cannot find some.example: no answer within 50 ms");
	}

	@Test
	void doesNotWaitForAnAddressForEver() throws Exception {
		try (FullServer server = new FullServer()) {
			Target target = Target.to("127.0.0.1", server.port()).withConnectTimeout(Duration.ofMillis(100));
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> ask(this.connector, target))
				.withMessage("Cannot connect to " + target + " at 127.0.0.1: no answer within 100 ms");
			awaitSockets(0);
		}
	}

	@Test
	void leavesNothingBehindWhenCancelledWhileConnecting() throws Exception {
		try (FullServer server = new FullServer()) {
			Disposable connecting = this.connector
				.connect(Target.to("127.0.0.1", server.port()).withConnectTimeout(Duration.ofMinutes(1)), Mute::new)
				.subscribe((nothing) -> {
				}, this.failures::add);
			awaitSockets(1);
			connecting.dispose();
			awaitSockets(0);
			assertThat(this.failures).isEmpty();
			assertThat(this.connector.traffic().errors(ConnectionError.CONNECT)).isZero();
		}
	}

	@Test
	void abandonsALookUpWhenCancelled() throws Exception {
		CompletableFuture<Void> cancelled = new CompletableFuture<>();
		NetworkConnector named = this.fixture
			.clients((host) -> Mono.<List<InetAddress>>never().doOnCancel(() -> cancelled.complete(null)))
			.connector("named");
		named.connect(Target.to("some.example", 79), Mute::new).subscribe().dispose();
		cancelled.get(10, TimeUnit.SECONDS);
	}

	@Test
	void hasALimitOfConnections() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		NetworkConnector two = this.fixture.clients().connector("two", 2);
		Target target = Target.to("127.0.0.1", port);
		Question first = connect(two, target, "");
		connect(two, target, "");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> connect(two, target, ""));
		assertThat(two.traffic().errors(ConnectionError.TOO_MANY_CONNECTIONS)).isOne();
		first.transport.close();
		first.answer().block();
		awaitConnections(two, 1);
		connect(two, target, "");
		two.stop();
	}

	@Test
	void hasALimitOfConnectionsInTheMaking() {
		NetworkConnector one = this.fixture.clients((host) -> Mono.never()).connector("one", 1);
		Disposable first = one.connect(Target.to("some.example", 79), Mute::new).subscribe();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> ask(one, Target.to("some.example", 79)))
			.withMessage("'one' is making 1 connections already");
		first.dispose();
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> ask(one, Target.to("some.example", 79).withConnectTimeout(Duration.ofMillis(1))));
	}

	@Test
	void saysGoodbyeWhenItStopsAndConnectsNoMore() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		Question question = connect(Target.to("127.0.0.1", port), "");
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		this.connector.start();
		this.connector.stop(() -> stopped.complete(null));
		stopped.get(10, TimeUnit.SECONDS);
		question.answer().block();
		assertThat(this.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("goodbye");
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> connect(Target.to("127.0.0.1", port), "one"));
		this.connector.start();
		assertThat(ask(this.connector, Target.to("127.0.0.1", port))).containsExactly("you said one");
	}

	@Test
	void passesOnThatTheProtocolCannotBeOpened() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> unwrapped(this.connector.connect(Target.to("127.0.0.1", port), (peer) -> {
				throw new IllegalArgumentException("test");
			})))
			.withMessage("test");
	}

	@Test
	void leavesNothingBehindOfAThousandConnections() throws Exception {
		int port = port(this.fixture.start(anyPort(), Answers::new));
		long before = this.fixture.sockets();
		for (int i = 0; i < 1000; i++) {
			assertThat(ask(this.connector, Target.to("127.0.0.1", port))).containsExactly("you said one");
		}
		awaitConnections(this.connector, 0);
		awaitSockets(before);
		assertThat(this.connector.traffic().accepted()).isEqualTo(1000);
	}

	@Test
	void refusesATargetThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> Target.to(" ", 79));
		assertThatIllegalArgumentException().isThrownBy(() -> Target.to("some.example", 0));
	}

	private Question connect(Target target, String question) throws IOException {
		return connect(this.connector, target, question);
	}

	private static Question connect(NetworkConnector connector, Target target, String question) throws IOException {
		return unwrapped(connector.connect(target, (peer) -> new Question(peer, question)));
	}

	private static List<String> ask(NetworkConnector connector, Target target) throws IOException {
		return unwrapped(connector.connect(target, (peer) -> new Question(peer, "one")).flatMap(Question::answer));
	}

	/** The result, or the exception as it was before Reactor wrapped it. */
	static <T> T unwrapped(Mono<T> mono) throws IOException {
		try {
			return mono.blockOptional().orElseThrow();
		}
		catch (RuntimeException ex) {
			if (ex.getCause() instanceof IOException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private void awaitSockets(long count) {
		Awaitility.await().until(this.fixture::sockets, (open) -> open == count);
	}

	private static void awaitConnections(NetworkConnector connector, int count) {
		Awaitility.await().until(() -> connector.connections().size() == count);
	}

	private static int port(NetworkListener listener) {
		return ServerFixture.port(listener);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static Mono<List<InetAddress>> addresses(String... addresses) {
		return Mono.fromCallable(() -> {
			List<InetAddress> found = new ArrayList<>();
			for (String address : addresses) {
				found.add(InetAddress.getByName(address));
			}
			return found;
		});
	}

	/** Says nothing. */
	private record Mute(Transport transport) implements Protocol {

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return Mono.empty();
		}

	}

	/** Answers one line and closes, unless that is a goodbye. */
	private final class Answers implements Protocol {

		private final Transport transport;

		private final LineFraming lines = LineFraming.ofText(64, this::line);

		Answers(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		private Mono<Void> line(String line) {
			if (line.equals("goodbye")) {
				NetworkConnectorTests.this.heard.add(line);
				return Mono.empty();
			}
			StringBuilder answer = new StringBuilder();
			for (int i = 0; line.equals("long") && i < 50_000; i++) {
				answer.append("line ").append(i).append("\r\n");
			}
			return this.transport.write(answer.isEmpty() ? "you said " + line + "\r\n" : answer.toString())
				.doFinally((signal) -> this.transport.close());
		}

	}

	/** A server whose queue is full, so that the kernel answers nobody else. */
	private static final class FullServer implements AutoCloseable {

		private final ServerSocket server;

		private final List<Socket> queued = new ArrayList<>();

		FullServer() throws IOException {
			this.server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
			// Linux queues one more than it was told to
			for (int i = 0; i < 2; i++) {
				Socket socket = new Socket();
				socket.connect(new InetSocketAddress("127.0.0.1", port()));
				this.queued.add(socket);
			}
		}

		int port() {
			return this.server.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			for (Socket socket : this.queued) {
				socket.close();
			}
			this.server.close();
		}

	}

}

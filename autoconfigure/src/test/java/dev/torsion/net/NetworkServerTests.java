package dev.torsion.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.net.framing.LineFraming;
import dev.torsion.net.reactor.IoTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.unit.DataSize;

import static dev.torsion.net.ServerFixture.anyPort;
import static dev.torsion.net.ServerFixture.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NetworkServer} over real sockets.
 */
@Timeout(60)
@OnEachTransport
class NetworkServerTests {

	private final IoTransport transport;

	private final ServerFixture fixture;

	private final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();

	NetworkServerTests(IoTransport transport) {
		this.transport = transport;
		this.fixture = new ServerFixture(transport);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void greetsAndAnswersLineByLine() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
			client.write("one\r\ntw");
			client.write("o\r\n");
			assertThat(client.read()).isEqualTo("you said one");
			assertThat(client.read()).isEqualTo("you said two");
			client.write("quit\r\n");
			assertThat(client.read()).isEqualTo("bye");
			assertThat(client.read()).isNull();
		}
		assertThat(this.disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo("disconnected");
		assertThat(this.fixture.events).singleElement()
			.isInstanceOfSatisfying(NetworkServerStartedEvent.class,
					(event) -> assertThat(event.getPort()).isEqualTo(ServerFixture.port(server)));
	}

	@Test
	void answersPipelinedLinesInOrderWhereverTheirStepsComplete() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		int lines = 10_000;
		try (Client client = new Client(server)) {
			StringBuilder all = new StringBuilder();
			for (int i = 0; i < lines; i++) {
				all.append((i % 7 == 0) ? "slow " : (i % 5 == 0) ? "defer " : "").append(i).append("\r\n");
			}
			CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> client.write(all.toString()));
			assertThat(client.read()).isEqualTo("hello");
			for (int i = 0; i < lines; i++) {
				assertThat(client.read()).endsWith(" " + i);
			}
			writing.join();
		}
	}

	@Test
	void answersWhatWasSentBeforeThePeerStoppedSending() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		try (Client client = new Client(server)) {
			client.write("slow one\r\ntwo\r\n");
			client.socket.shutdownOutput();
			assertThat(client.readAll()).containsExactly("hello", "you said slow one", "you said two");
		}
	}

	@Test
	void finishesWhatWasBegunBeforeThePeerStoppedSending() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), (transport) -> new Protocol() {

			@Override
			public Mono<Void> received(ByteBuf bytes) {
				bytes.skipBytes(bytes.readableBytes());
				return Mono.empty();
			}

			@Override
			public Mono<Void> inputEnded() {
				return transport.eventLoop().after(Duration.ofMillis(10)).then(transport.write("late\r\n"));
			}

		});
		try (Client client = new Client(server)) {
			client.write("one\r\n");
			client.socket.shutdownOutput();
			assertThat(client.readAll()).containsExactly("late");
		}
	}

	@Test
	void survivesConnectionsThatAreReset() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		for (int i = 0; i < 100; i++) {
			Client client = new Client(server);
			client.write("slow one\r\ntwo\r\n");
			// One that is gone before it is accepted may never have been there.
			assertThat(client.read()).isEqualTo("hello");
			client.socket.setSoLinger(true, 0);
			client.close();
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo("disconnected");
		}
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
		}
		assertThat(server.traffic().errors(ConnectionError.INTERNAL)).isZero();
	}

	@Test
	void lastWordsReachAPeerThatStillSends() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		try (Client client = new Client(server)) {
			client.write("quit\r\n" + "more\r\n".repeat(50_000));
			assertThat(client.readAll()).containsExactly("hello", "bye");
		}
	}

	@Test
	void refusesMoreThanTheLimitOfConnections() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withMaxConnections(2, 100).withRefusal("too many\r\n"),
				LineServer::new);
		try (Client first = new Client(server); Client second = new Client(server)) {
			assertThat(first.read()).isEqualTo("hello");
			assertThat(second.read()).isEqualTo("hello");
			try (Client third = new Client(server)) {
				assertThat(third.readAll()).containsExactly("too many");
			}
			assertThat(server.connections()).hasSize(2);
		}
		assertThat(server.traffic().errors(ConnectionError.TOO_MANY_CONNECTIONS)).isOne();
		this.disconnected.poll(10, TimeUnit.SECONDS);
		this.disconnected.poll(10, TimeUnit.SECONDS);
		try (Client again = new Client(server)) {
			assertThat(again.read()).isEqualTo("hello");
		}
	}

	@Test
	void refusesMoreThanTheLimitOfConnectionsFromOneAddress() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withMaxConnections(10, 1), LineServer::new);
		try (Client first = new Client(server, "127.0.0.1"); Client other = new Client(server, "127.0.0.2")) {
			assertThat(first.read()).isEqualTo("hello");
			assertThat(other.read()).isEqualTo("hello");
			try (Client second = new Client(server, "127.0.0.1")) {
				assertThat(second.readAll()).isEmpty();
			}
		}
		assertThat(server.traffic().errors(ConnectionError.TOO_MANY_FROM_ADDRESS)).isOne();
	}

	@Test
	void endsAnIdleConnection() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withIdleTimeout(Duration.ofMillis(300)), LineServer::new);
		try (Client client = new Client(server)) {
			assertThat(client.readAll()).containsExactly("hello");
		}
		assertThat(server.traffic().errors(ConnectionError.IDLE)).isOne();
	}

	@Test
	void endsAPeerThatDoesNotReadWhatItAskedFor() throws Exception {
		NetworkServer server = this.fixture.start(anyPort().withIdleTimeout(Duration.ofMillis(500)), Flood::new);
		try (Client client = new Client(server)) {
			client.write("x");
			assertThat(this.disconnected.poll(30, TimeUnit.SECONDS)).isEqualTo("disconnected");
		}
		assertThat(server.traffic().errors(ConnectionError.STALLED)).isOne();
		assertThat(server.traffic().bytesSent()).as("waits for the peer before it produces more")
			.isLessThan(DataSize.ofMegabytes(20).toBytes());
	}

	@Test
	void producesNoFasterThanThePeerReads() throws Exception {
		int chunks = 2000;
		CountDownLatch produced = new CountDownLatch(1);
		NetworkServer server = this.fixture.start(anyPort().withSendQueueLimit(DataSize.ofKilobytes(64)),
				(transport) -> (bytes) -> {
					transport.eventLoop().execute(produced::countDown);
					return Flux.range(0, chunks)
						.concatMap((i) -> transport.write(Unpooled.wrappedBuffer(new byte[32 * 1024])), 1)
						.doOnComplete(transport::close)
						.then();
				});
		try (Client client = new Client(server)) {
			client.write("x");
			// What is produced before this is more than the kernel holds, or waits.
			assertThat(produced.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(client.socket.getInputStream().readAllBytes()).hasSize(chunks * 32 * 1024);
		}
		assertThat(server.traffic().errors(ConnectionError.STALLED)).isZero();
	}

	@Test
	void endsAPeerForWhomTooMuchIsPushed() throws Exception {
		CompletableFuture<Transport> opened = new CompletableFuture<>();
		NetworkServer server = this.fixture.start(anyPort().withSendQueueLimit(DataSize.ofKilobytes(64)),
				(transport) -> {
					opened.complete(transport);
					return new LineServer(transport);
				});
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
			Transport transport = opened.join();
			// What is too much is dropped at once, so this may go round often before the
			// loop has its turn
			while (this.disconnected.isEmpty()) {
				transport.write(Unpooled.wrappedBuffer(new byte[8192]));
			}
		}
		assertThat(server.traffic().errors(ConnectionError.STALLED)).isOne();
		assertThat(server.traffic().bytesSent()).isLessThan(DataSize.ofMegabytes(20).toBytes());
	}

	@Test
	void endsAPeerForWhomTooMuchIsPushedInOneTurnOfTheLoop() throws Exception {
		CompletableFuture<Transport> opened = new CompletableFuture<>();
		NetworkServer server = this.fixture.start(anyPort().withSendQueueLimit(DataSize.ofKilobytes(64)),
				(transport) -> {
					opened.complete(transport);
					return new LineServer(transport);
				});
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
			Transport transport = opened.join();
			transport.eventLoop().execute(() -> {
				for (int i = 0; i < 4000; i++) {
					transport.write(Unpooled.wrappedBuffer(new byte[8192]));
				}
			});
			assertThat(this.disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo("disconnected");
		}
		assertThat(server.traffic().errors(ConnectionError.STALLED)).isOne();
	}

	@Test
	void saysGoodbyeWhenItStops() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		List<Client> clients = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Client client = new Client(server);
			assertThat(client.read()).isEqualTo("hello");
			clients.add(client);
		}
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		server.stop(() -> stopped.complete(null));
		for (Client client : clients) {
			assertThat(client.readAll()).containsExactly("going down");
			client.close();
		}
		stopped.get(10, TimeUnit.SECONDS);
		assertThat(server.isRunning()).isFalse();
		assertThat(this.disconnected).hasSize(10);
	}

	@Test
	void finishesAStepBeforeItSaysGoodbye() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		NetworkServer server = this.fixture.start(anyPort(), (transport) -> new LineServer(transport) {

			@Override
			Mono<Void> line(String line) {
				return transport.eventLoop().blocking(() -> {
					begun.countDown();
					return release.await(10, TimeUnit.SECONDS);
				}).then(super.line(line));
			}

		});
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		try (Client client = new Client(server)) {
			client.write("one\r\n");
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
			server.stop(() -> stopped.complete(null));
			release.countDown();
			assertThat(client.readAll()).containsExactly("hello", "you said one", "going down");
		}
		stopped.get(10, TimeUnit.SECONDS);
	}

	@Test
	void waitsNoLongerThanTheGracePeriodForAPeerThatDoesNotLeave() throws Exception {
		try (ServerFixture impatient = new ServerFixture(this.transport, Duration.ofMillis(300))) {
			NetworkServer server = impatient.start(anyPort(), Flood::new);
			try (Client client = new Client(server)) {
				client.write("x");
				client.readSome();
				server.stop();
				assertThat(this.disconnected.poll(10, TimeUnit.SECONDS)).isEqualTo("disconnected");
			}
		}
	}

	@Test
	void startsAgainAfterItWasStopped() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		server.stop();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> ServerFixture.port(server));
		server.start();
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
		}
	}

	@Test
	void keepsTheJvmAliveWhileItListens() {
		// That of a server before may not have ended yet
		List<Thread> others = awaitThreads();
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		List<Thread> own = awaitThreads().stream().filter((thread) -> !others.contains(thread)).toList();
		assertThat(own).singleElement().satisfies((thread) -> assertThat(thread.isDaemon()).isFalse());
		Thread thread = own.get(0);
		server.stop();
		assertThat(thread).satisfies((stopped) -> {
			stopped.join(10_000);
			assertThat(stopped.isAlive()).isFalse();
		});
	}

	@Test
	void aProtocolThatFailsEndsItsConnectionOnly() throws Exception {
		AtomicInteger opened = new AtomicInteger();
		NetworkServer server = this.fixture.start(anyPort(), (transport) -> {
			if (opened.getAndIncrement() == 0) {
				throw new IllegalStateException("test");
			}
			return new LineServer(transport);
		});
		try (Client client = new Client(server)) {
			assertThat(client.readAll()).isEmpty();
		}
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("hello");
			client.write("throw\r\n");
			assertThat(client.readAll()).isEmpty();
		}
		try (Client client = new Client(server)) {
			client.write("x".repeat(100));
			assertThat(client.readAll()).containsExactly("hello");
		}
		assertThat(server.traffic().errors(ConnectionError.INTERNAL)).isEqualTo(2);
		assertThat(server.traffic().errors(ConnectionError.PROTOCOL)).isOne();
	}

	@Test
	void countsConnectionsAndBytes() throws Exception {
		NetworkServer server = this.fixture.start(anyPort(), LineServer::new);
		try (Client client = new Client(server)) {
			client.write("one\r\n");
			assertThat(client.read()).isEqualTo("hello");
			assertThat(client.read()).isEqualTo("you said one");
			assertThat(server.traffic().accepted()).isOne();
			assertThat(server.traffic().bytesReceived()).isEqualTo(5);
			assertThat(server.traffic().bytesSent()).isEqualTo(21);
			assertThat(server.connections()).singleElement().satisfies((connection) -> {
				assertThat(connection.bytesReceived()).isEqualTo(5);
				assertThat(connection.bytesSent()).isEqualTo(21);
				assertThat(connection.isSecure()).isFalse();
				assertThat(connection.peer()).isEqualTo(client.socket.getLocalSocketAddress());
			});
		}
	}

	@Test
	void leavesThePipelineToALibraryThatBringsItsOwnHandlers() throws Exception {
		NetworkServer server = this.fixture
			.start(this.fixture.servers().channels("raw", anyPort().withMaxConnections(1, 1), (channel) -> {
				channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
				channel.config().setAutoRead(true);
				channel.eventLoop()
					.execute(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] { 'r', '\n' })));
			}));
		try (Client client = new Client(server)) {
			assertThat(client.read()).isEqualTo("r");
			assertThat(server.connections()).hasSize(1);
			try (Client second = new Client(server)) {
				assertThat(second.readAll()).isEmpty();
			}
		}
	}

	@Test
	void tellsALibraryThatTheApplicationLeavesAndCountsItsErrors() throws Exception {
		List<Object> told = new CopyOnWriteArrayList<>();
		NetworkServer server = this.fixture.start(this.fixture.servers().channels("raw", anyPort(), (channel) -> {
			channel.pipeline().get(Connection.class).count(ConnectionError.STALLED);
			channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

				@Override
				public void userEventTriggered(ChannelHandlerContext context, Object event) {
					told.add(event);
					context.close();
				}

			});
		}));
		try (Client client = new Client(server)) {
			TransportSupport.await(() -> server.traffic().errors(ConnectionError.STALLED) == 1);
			server.stop();
			assertThat(told).containsExactly(Connection.LEAVING);
			assertThat(client.readAll()).isEmpty();
		}
	}

	@Test
	void listensElsewhereWhileItRuns() throws Exception {
		Channel listening = this.fixture.servers()
			.bootstrap()
			.childHandler(new ChannelInboundHandlerAdapter())
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
		try (Socket socket = new Socket()) {
			socket.connect(listening.localAddress());
			assertThat(socket.isConnected()).isTrue();
		}
		listening.close().sync();
	}

	private static List<Thread> awaitThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("torsion-await"))
			.toList();
	}

	/** Greets, repeats lines, and says goodbye. */
	private class LineServer implements Protocol {

		private final Transport transport;

		private final LineFraming lines = LineFraming.ofText(64, this::line);

		LineServer(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> greet() {
			return this.transport.write("hello\r\n");
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.lines.received(bytes);
		}

		Mono<Void> line(String line) {
			if (line.equals("quit")) {
				return this.transport.write("bye\r\n").doFinally((signal) -> this.transport.close());
			}
			if (line.equals("throw")) {
				throw new IllegalArgumentException("test");
			}
			Mono<Void> answer = Mono.defer(() -> this.transport.write("you said " + line + "\r\n"));
			if (line.startsWith("slow")) {
				return answer.subscribeOn(Schedulers.boundedElastic());
			}
			return line.startsWith("defer") ? answer : this.transport.write("you said " + line + "\r\n");
		}

		@Override
		public Mono<Void> leaving() {
			return this.transport.write("going down\r\n");
		}

		@Override
		public void disconnected() {
			NetworkServerTests.this.disconnected.add("disconnected");
		}

	}

	/** Answers anything with more than anybody wants. */
	private final class Flood implements Protocol {

		private final Transport transport;

		Flood(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			bytes.skipBytes(bytes.readableBytes());
			return Flux.range(0, Integer.MAX_VALUE)
				.concatMap((i) -> this.transport.write(Unpooled.wrappedBuffer(new byte[32 * 1024])), 1)
				.then();
		}

		@Override
		public void disconnected() {
			NetworkServerTests.this.disconnected.add("disconnected");
		}

	}

	/** A client on a blocking socket. */
	private static final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader reader;

		Client(NetworkServer server) throws IOException {
			this(server, "127.0.0.1");
		}

		Client(NetworkServer server, String from) throws IOException {
			this.socket = connect(server, from);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
		}

		void write(String text) {
			try {
				OutputStream out = this.socket.getOutputStream();
				out.write(text.getBytes(StandardCharsets.US_ASCII));
				out.flush();
			}
			catch (SocketException ex) {
				// closed by the server meanwhile, which what is read then tells
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Nullable String read() throws IOException {
			return this.reader.readLine();
		}

		List<String> readAll() throws IOException {
			List<String> lines = new ArrayList<>();
			for (String line = read(); line != null; line = read()) {
				lines.add(line);
			}
			return lines;
		}

		void readSome() throws IOException {
			InputStream in = this.socket.getInputStream();
			assertThat(in.read(new byte[1024])).isPositive();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}

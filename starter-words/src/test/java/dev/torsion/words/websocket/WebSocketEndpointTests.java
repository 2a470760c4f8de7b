package dev.torsion.words.websocket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebSocketEndpoint}, over a real web server.
 */
class WebSocketEndpointTests {

	private static final List<String> SUBPROTOCOLS = List.of("text.ircv3.net", "binary.ircv3.net");

	private static final WebSocketSettings SETTINGS = new WebSocketSettings(SUBPROTOCOLS,
			List.of("https://friend.example"), 1000, 100_000, Duration.ofSeconds(30), 2);

	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	private @Nullable WebSocketServer server;

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void givesEachLineAFrameOfItsOwn() {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			assertThat(peer.next()).isEqualTo("T:welcome");
			assertThat(peer.send("one").next()).isEqualTo("T:one!");
			assertThat(peer.send("two\nthree").next()).isEqualTo("T:two!");
			assertThat(peer.next()).isEqualTo("T:three!");
			assertThat(peer.send("lines").next()).isEqualTo("T:a");
			assertThat(peer.next()).isEqualTo("T:b");
		}
	}

	@Test
	void takesAMessageInPieces() {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			assertThat(peer.sendPart("o").sendPart("n").send("e").next()).isEqualTo("T:one!");
		}
	}

	@Test
	void speaksTheSubprotocolThatIsAskedFor() {
		WebSocketServer server = start(SETTINGS);
		try (WebSocketPeer text = new WebSocketPeer(server.uri(), List.of(), "other", "text.ircv3.net");
				WebSocketPeer binary = new WebSocketPeer(server.uri(), List.of(), "binary.ircv3.net")) {
			assertThat(text.subprotocol()).isEqualTo("text.ircv3.net");
			assertThat(text.next()).isEqualTo("T:welcome");
			assertThat(binary.subprotocol()).isEqualTo("binary.ircv3.net");
			assertThat(binary.next()).isEqualTo("B:welcome");
			assertThat(binary.send("\u00fc".getBytes(StandardCharsets.ISO_8859_1)).next()).isEqualTo("B:\u00fc!");
		}
	}

	@Test
	void sendsNoTextThatIsNoText() {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			assertThat(peer.send("garbage").next()).isEqualTo("T:a\ufffdb");
		}
	}

	@Test
	void takesStepsInOrderAndWaitsForThem() {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			peer.send("slow").send("fast");
			assertThat(peer.next()).isEqualTo("T:slow!");
			assertThat(peer.next()).isEqualTo("T:fast!");
		}
	}

	@Test
	void letsOnlyPagesOfItsOwnSiteAndOfFriendsConnect() {
		WebSocketServer server = start(SETTINGS);
		String own = "http://127.0.0.1:" + server.uri().getPort();
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", own)).isEqualTo(101);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", "https://friend.example")).isEqualTo(101);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", "https://foe.example")).isEqualTo(403);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", "http://127.0.0.1:1")).isEqualTo(403);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", own.replace("http:", "https:"))).isEqualTo(403);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", "null")).isEqualTo(403);
		assertThat(WebSocketPeer.refusal(server.uri(), "Origin", "::")).isEqualTo(403);
	}

	@Test
	void refusesMoreThanItMayHave() throws Exception {
		WebSocketServer server = start(SETTINGS);
		WebSocketPeer first = new WebSocketPeer(server.uri(), List.of());
		try (WebSocketPeer second = new WebSocketPeer(server.uri(), List.of())) {
			assertThat(second.next()).isEqualTo("T:welcome");
			assertThat(WebSocketPeer.refusal(server.uri())).isEqualTo(503);
			first.close();
			assertThat(end()).isEqualTo("end");
			assertThat(WebSocketPeer.refusal(server.uri())).isEqualTo(101);
		}
	}

	@Test
	void forgetsAConversationThatCouldNotBegin() {
		WebSocketServer started = new WebSocketServer((servers) -> WebSocketEndpoint.open(SETTINGS, (transport) -> {
			throw new IllegalStateException("broken");
		}, servers));
		this.server = started;
		for (int i = 0; i < 5; i++) {
			try (WebSocketPeer peer = new WebSocketPeer(started.uri(), List.of())) {
				assertThat(peer.next()).startsWith("C:");
			}
		}
	}

	@Test
	void endsAConversationWhoseMessagesAreTooLong() throws Exception {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			assertThat(peer.send("x".repeat(1001)).next()).isEqualTo("C:1009");
			assertThat(end()).isEqualTo("end: The message is too long");
		}
	}

	@Test
	void endsAConversationWhoseMessagesAreLongerThanAFrameMayBe() throws Exception {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			peer.send("x".repeat(100_000));
			assertThat(end()).startsWith("end");
			assertThat(peer.next()).startsWith("C:");
		}
	}

	@Test
	void saysWhatHasFailedAfterWhatWasSaidBefore() throws Exception {
		WebSocketServer server = start(SETTINGS);
		try (WebSocketPeer peer = new WebSocketPeer(server.uri(), List.of())) {
			peer.next();
			assertThat(peer.send("theirs").next()).isEqualTo("T:wrong");
			assertThat(peer.next()).isEqualTo("C:1008");
			assertThat(end()).isEqualTo("end: theirs");
		}
		try (WebSocketPeer peer = new WebSocketPeer(server.uri(), List.of())) {
			peer.next();
			assertThat(peer.send("ours").next()).isEqualTo("C:1011");
			assertThat(end()).isEqualTo("end: ours");
		}
	}

	@Test
	void closesWhenTheProtocolDoes() throws Exception {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of())) {
			peer.next();
			assertThat(peer.send("quit").next()).isEqualTo("T:bye");
			assertThat(peer.next()).isEqualTo("C:1000");
			assertThat(end()).isEqualTo("end");
		}
	}

	@Test
	void endsAPeerThatDoesNotRead() throws Exception {
		try (WebSocketPeer peer = new WebSocketPeer(start(SETTINGS).uri(), List.of(), false)) {
			peer.send("flood");
			assertThat(end()).isEqualTo("end: The peer does not take what it is sent");
		}
	}

	@Test
	void asksASilentPeerAndKeepsOneThatAnswers() throws Exception {
		WebSocketSettings impatient = new WebSocketSettings(SUBPROTOCOLS, List.of(), 1000, 1000, Duration.ofMillis(400),
				2);
		WebSocketServer server = start(impatient);
		try (WebSocketPeer dead = new WebSocketPeer(server.uri(), List.of(), false);
				WebSocketPeer living = new WebSocketPeer(server.uri(), List.of())) {
			assertThat(end()).isEqualTo("end: idle");
			living.next();
			assertThat(living.send("one").next()).isEqualTo("T:one!");
		}
	}

	@Test
	void saysGoodbyeWhenTheApplicationLeaves() throws Exception {
		WebSocketServer server = start(SETTINGS);
		try (WebSocketPeer peer = new WebSocketPeer(server.uri(), List.of())) {
			peer.next();
			CountDownLatch stopped = new CountDownLatch(1);
			server.endpoint().stop(stopped::countDown);
			assertThat(peer.next()).isEqualTo("T:goodbye");
			assertThat(peer.next()).isEqualTo("C:1001");
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(server.endpoint().connections()).isZero();
			assertThat(WebSocketPeer.refusal(server.uri())).isEqualTo(503);
		}
	}

	private String end() throws InterruptedException {
		return String.valueOf(this.ends.poll(10, TimeUnit.SECONDS));
	}

	private WebSocketServer start(WebSocketSettings settings) {
		WebSocketServer started = new WebSocketServer(
				(servers) -> WebSocketEndpoint.open(settings, Shouter::new, servers));
		this.server = started;
		return started;
	}

	/** Says what it is told, louder. */
	private final class Shouter implements Protocol {

		private final Transport transport;

		Shouter(Transport transport) {
			this.transport = transport;
		}

		@Override
		public Mono<Void> greet() {
			return this.transport.write("welcome\r\n");
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			assertThat(this.transport.eventLoop().isCurrent()).isTrue();
			String line = bytes.readCharSequence(bytes.bytesBefore((byte) '\n') + 1, StandardCharsets.ISO_8859_1)
				.toString()
				.strip();
			return switch (line) {
				case "lines" -> this.transport.write("a\r\n\r\nb\n");
				case "slow" -> this.transport.eventLoop().after(Duration.ofMillis(50)).then(shout(line));
				case "garbage" ->
					this.transport.write(Unpooled.wrappedBuffer(new byte[] { 'a', (byte) 0xff, 'b', '\n' }));
				case "theirs" -> this.transport.write("wrong\n").then(Mono.error(new ProtocolException("theirs")));
				case "ours" -> throw new IllegalStateException("ours");
				case "quit" -> this.transport.write("bye\n").then(Mono.fromRunnable(this.transport::close));
				case "flood" -> {
					String flood = "x".repeat(1000) + "\n";
					for (int i = 0; i < 30_000; i++) {
						this.transport.write(flood);
					}
					yield Mono.empty();
				}
				default -> shout(line);
			};
		}

		private Mono<Void> shout(String line) {
			return Mono
				.defer(() -> this.transport.write(Unpooled.copiedBuffer(line + "!\n", StandardCharsets.ISO_8859_1)));
		}

		@Override
		public Mono<Void> idle() {
			return Mono.error(new ProtocolException("idle"));
		}

		@Override
		public Mono<Void> leaving() {
			return this.transport.write("goodbye\n");
		}

		@Override
		public void disconnected(@Nullable Throwable cause) {
			WebSocketEndpointTests.this.ends.add((cause != null) ? "end: " + cause.getMessage() : "end");
		}

	}

}

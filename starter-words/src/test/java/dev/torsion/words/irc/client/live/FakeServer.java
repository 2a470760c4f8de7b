package dev.torsion.words.irc.client.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.torsion.net.Listener;
import dev.torsion.net.NetworkServer;
import dev.torsion.net.Protocol;
import dev.torsion.net.ServerFixture;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A server that lets everybody in, and says what it is told to.
 */
final class FakeServer {

	final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final List<Transport> peers = new CopyOnWriteArrayList<>();

	/** What it says to lines that begin so, in the place of what it would. */
	private final Map<String, UnaryOperator<String>> answers = new ConcurrentHashMap<>();

	private final int port;

	FakeServer(ServerFixture fixture, Listener listener) {
		NetworkServer server = fixture.start(listener, Session::new);
		this.port = ServerFixture.port(server);
	}

	FakeServer answering(String beginning, UnaryOperator<String> answer) {
		this.answers.put(beginning, answer);
		return this;
	}

	int port() {
		return this.port;
	}

	/** Waits for a line that begins so, and drops those before it. */
	String expect(String beginning) throws InterruptedException {
		List<String> others = new ArrayList<>();
		for (String line = next(); line != null; line = next()) {
			if (line.startsWith(beginning)) {
				return line;
			}
			others.add(line);
		}
		throw new AssertionError("No " + beginning + " in " + others);
	}

	private @Nullable String next() throws InterruptedException {
		return this.lines.poll(20, TimeUnit.SECONDS);
	}

	void tell(String line) {
		this.peers.forEach((peer) -> peer.write(line + "\r\n"));
	}

	void hangUp() {
		this.peers.forEach(Transport::close);
		this.peers.clear();
	}

	/** One client. */
	private final class Session implements Protocol {

		private final Transport transport;

		private final LineFraming framing = LineFraming.ofText(600, this::line);

		Session(Transport transport) {
			this.transport = transport;
			FakeServer.this.peers.add(transport);
		}

		@Override
		public Mono<Void> received(ByteBuf bytes) {
			return this.framing.received(bytes);
		}

		private Mono<Void> line(String line) {
			FakeServer.this.lines.add(line);
			for (Map.Entry<String, UnaryOperator<String>> answer : FakeServer.this.answers.entrySet()) {
				if (line.startsWith(answer.getKey())) {
					return this.transport.write(answer.getValue().apply(line));
				}
			}
			if (line.startsWith("USER ")) {
				return this.transport.write(":s 001 bot :Welcome\r\n:s 422 bot :No message of the day\r\n");
			}
			if (line.startsWith("JOIN ")) {
				String channels = line.split(" ")[1];
				for (String channel : channels.split(",")) {
					this.transport.write(":bot!b@h JOIN " + channel + "\r\n");
				}
			}
			return Mono.empty();
		}

	}

}
